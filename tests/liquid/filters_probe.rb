# Reads JSON {data, expressions} from the standard input, writes what Jekyll and its Liquid make of each
# expression: {liquid: version, results: [{text: ...} | {error: ...}]}.
require "tmpdir"
require "jekyll"
require "json"

Jekyll.logger.log_level = :error
given = JSON.parse($stdin.read)
config = Jekyll.configuration(
  "source" => Dir.mktmpdir, "quiet" => true, "disable_disk_cache" => true, "timezone" => "Europe/Paris",
  "url" => "https://example.org", "baseurl" => "/base"
)
site = Jekyll::Site.new(config)
data = YAML.safe_load(given["data"], permitted_classes: [Date, Time])
results = given["expressions"].map do |expression|
  begin
    template = Liquid::Template.parse(expression)
    { "text" => template.render!(data.merge("site" => {}), :registers => { :site => site, :page => {} }) }
  rescue StandardError => e
    { "error" => e.message }
  end
end
puts JSON.generate("liquid" => Liquid::VERSION, "results" => results)
