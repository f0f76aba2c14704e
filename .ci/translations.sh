#!/usr/bin/env bash
# Gather the texts of the program, bring every catalogue up to date and compile it.
set -euo pipefail
cd "$(dirname "$0")/.."
template=translations/unionoffice.pot
mkdir -p translations/vi/LC_MESSAGES
# The help of the commands stands in their docstrings, where the extraction does not look.
helps=$(mktemp -d)
trap 'rm -rf "$helps"' EXIT
PYTHONPATH=. .venv/bin/python .ci/help_texts.py > "$helps/help_of_the_command_line.py"

.venv/bin/pybabel --quiet extract --no-default-keywords -k _ -k N_ -k ngettext:1,2 \
    --project UnionOffice --copyright-holder "The UnionOffice authors" \
    --add-location file --width 100 --output "$template" unionoffice "$helps"
sed -i "s|$helps/||" "$template"  # a new folder each time would change the catalogues each time
for folder in translations/*/LC_MESSAGES; do
    catalogue=$folder/unionoffice.po
    language=$(basename "$(dirname "$folder")")
    if [ -e "$catalogue" ]; then
        .venv/bin/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --width 100 \
            --ignore-pot-creation-date -l "$language" -i "$template" -o "$catalogue"
    else
        .venv/bin/pybabel --quiet init --width 100 -l "$language" -i "$template" -o "$catalogue"
    fi
done
.venv/bin/pybabel compile --statistics --directory translations --domain unionoffice
