# Converts a document a line with Ruby's kramdown: {"text", "options"} in, {"html"} or {"error"} out.
require "json"
require "timeout"
require "kramdown"
require "kramdown-parser-gfm"

# kramdown can take exponential time, which is of no interest here.
LIMIT = 2

STDOUT.sync = true
puts JSON.generate(version: Kramdown::VERSION)
STDIN.each_line do |line|
  row = JSON.parse(line)
  begin
    options = row["options"].transform_keys(&:to_sym)
    html = Timeout.timeout(LIMIT) { Kramdown::Document.new(row["text"], options).to_html }
    puts JSON.generate(html: html)
  rescue Timeout::Error, StandardError => e
    puts JSON.generate(error: e.message.scrub)
  end
end
