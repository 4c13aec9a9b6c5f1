# Reads surefire's reports (TEST-*.xml) and names each test that failed: class and method, the first lines of what was
# said, and the line of the test. ./countersign test prints it last, where a log of which only the end is kept has it.

function attribute(name,    text) {
  if (!match($0, " " name "=\"[^\"]*\"")) return ""
  text = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
  gsub(/&#10;/, "\n", text); gsub(/&#13;/, "", text); gsub(/&#9;/, " ", text)
  gsub(/&quot;/, "\"", text); gsub(/&apos;/, "'", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text)
  gsub(/&amp;/, "\\&", text)
  return text
}

# At most three lines of it that are not blank, each of a bearable length.
function first_lines(text,    line, lines, i, kept, told) {
  lines = split(text, line, "\n")
  for (i = 1; i <= lines && kept < 3; i++) {
    if (line[i] !~ /[^ ]/) continue
    told = told "\n    " substr(line[i], 1, 300)
    kept++
  }
  return told
}

# What a test wrote may look like anything.
/<system-(out|err)>/ { written = 1 }
written { if (/<\/system-(out|err)>/) written = 0; next }

/<testcase / { test = attribute("classname") "." attribute("name") }

/<(failure|error)[ >]/ {
  failed++
  said = attribute("message")
  if (said == "") said = attribute("type")
  told = told "\n  " test first_lines(said)
  searching = 1
}

# The first line of the stack that lies in a test.
searching && match($0, /[A-Za-z0-9]+Test\.java:[0-9]+/) {
  told = told "\n    at " substr($0, RSTART, RLENGTH)
  searching = 0
}
/<\/(failure|error)>/ { searching = 0 }

END { if (failed) printf "%d test%s failed:%s\n", failed, failed == 1 ? "" : "s", told }
