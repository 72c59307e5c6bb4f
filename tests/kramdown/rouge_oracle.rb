# The spans that Rouge gives to code: {"language", "code"} a line in, {"spans"} a line out.
# With files as arguments (rouge/*.code), their spans are written beside them.
require "json"
require "rouge"

FORMATTER = Rouge::Formatters::HTML.new

def spans(language, code)
  FORMATTER.format(Rouge::Lexer.find_fancy(language, code).lex(code))
end

if ARGV.empty?
  STDOUT.sync = true
  puts JSON.generate(version: Rouge.version)
  STDIN.each_line do |line|
    row = JSON.parse(line)
    puts JSON.generate(spans: spans(row["language"], row["code"]))
  end
else
  ARGV.each do |path|
    File.write(path.sub(/\.code\z/, ".spans"), spans(File.basename(path, ".code"), File.read(path)))
  end
end
