using System.Text;
using Cer.Domain.Codes;
using Cer.Exchange.Sheets;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>Reads a table of new members: a row for each point, semicolons or commas between cells, the header in Italian.</summary>
/// <remarks>Rows of one name, category, first day and paper are one member with several points; another of the same name is asked
/// about.</remarks>
public static class DeskFileReader
{
    /// <summary>The largest file, in characters.</summary>
    public const int MostCharacters = 512 * 1024;

    /// <summary>How many rows it may have.</summary>
    public const int MostRows = 2000;

    /// <summary>How many faults are told.</summary>
    public const int MostFaults = 500;

    /// <summary>The columns; those in <see cref="Needed"/> must be there.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["nome", "categoria", "pod", "tensione", "dal", "documento", "numero", "data_documento", "conservato", "email"];

    private static readonly string[] Needed = ["nome", "categoria", "pod", "dal", "documento", "data_documento", "conservato"];

    private static readonly Dictionary<string, string> Categories = new(StringComparer.OrdinalIgnoreCase)
    {
        ["persona fisica"] = "natural_person",
        ["pmi"] = "sme",
        ["grande impresa"] = "large_enterprise",
        ["ente locale"] = "local_authority",
        ["comune"] = "local_authority",
        ["ente religioso"] = "religious_body",
        ["terzo settore"] = "third_sector",
        ["condominio"] = "condominium",
        ["ente di ricerca"] = "research_body",
    };

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["modulo"] = "form",
        ["contratto"] = "contract",
        ["verbale"] = "minutes",
        ["lettera"] = "letter",
        ["procura"] = "power_of_attorney",
        ["altro"] = "other",
    };

    private static readonly Dictionary<string, string> Voltages = new(StringComparer.OrdinalIgnoreCase) { ["bt"] = "LV", ["mt"] = "MV" };

    /// <summary>Those that hold dates.</summary>
    internal static readonly string[] Days = ["dal", "data_documento"];

    /// <summary>An empty table, for a spreadsheet; an example row would be taken in with the rest by who forgets it.</summary>
    public static string Template => $"{string.Join(';', Columns)}\r\n";

    /// <summary>The same as a workbook, whose cells stay as they are typed.</summary>
    public static byte[] TemplateWorkbook => TableTemplate.Write("membri", Columns, Days);

    /// <param name="text">The file.</param>
    /// <param name="today">Today in Rome.</param>
    /// <param name="without">Rows that are knowingly left out, by their place in the file.</param>
    public static DeskFile Read(string text, LocalDate today, IReadOnlyCollection<int> without)
    {
        var faults = new List<FieldFault>();
        if (text.Length > MostCharacters)
            return No("size", FormattableString.Invariant($"{text.Length} characters"),
                FormattableString.Invariant($"at most {MostCharacters}"));
        if (Rows(text) is not { } rows) return No("quotes", "a quotation mark that never ends", "cells that end");
        return Table(rows, today, without, faults);

        static DeskFile No(string code, string found, string expected) => new(null, 0, [new("rows", code, found, expected)]);
    }

    /// <param name="workbook">The file, a workbook (XLSX): its first sheet.</param>
    /// <param name="today">Today in Rome.</param>
    /// <param name="without">Rows that are knowingly left out, by their number in the sheet.</param>
    public static DeskFile ReadWorkbook(ReadOnlyMemory<byte> workbook, LocalDate today, IReadOnlyCollection<int> without) =>
        TableWorkbook.Read(workbook, MostRows + 2) switch
        {
            TableOutcome.Read read => DeskSheet.Read(read, today, without),
            TableOutcome.Refused refused => new(null, 0,
            [
                new("rows", $"workbook_{refused.Why}".ToLowerInvariant(), refused.Found, "a workbook (XLSX) or a CSV"),
            ]),
            var other => throw new NotSupportedException($"The desk has no answer for {other.GetType().Name}."),
        };

    /// <param name="rows">Lines with something in them, the headings first.</param>
    /// <param name="today">Today in Rome.</param>
    /// <param name="without">Lines that are knowingly left out.</param>
    /// <param name="faults">What was wrong with cells already: their lines are not tried.</param>
    internal static DeskFile Table(
        List<(int Line, List<string> Cells)> rows, LocalDate today, IReadOnlyCollection<int> without, List<FieldFault> faults)
    {
        if (rows.Count == 0) return No("empty", "nothing", string.Join(';', Columns));
        if (rows.Count - 1 > MostRows)
            return No("rows", FormattableString.Invariant($"{rows.Count - 1} rows"), FormattableString.Invariant($"at most {MostRows}"));
        // A column that was only formatted leaves empty cells at the end of each row.
        var wide = rows[0].Cells.FindLastIndex(name => !string.IsNullOrWhiteSpace(name)) + 1;
        rows = [.. rows.Select(row => (row.Line, row.Cells.Count > wide && row.Cells.Skip(wide).All(string.IsNullOrWhiteSpace)
            ? row.Cells[..wide] : row.Cells))];
        var top = FormattableString.Invariant($"rows[{rows[0].Line}]");
        var header = rows[0].Cells.Select(name => name.Trim().ToLowerInvariant()).ToArray();
        foreach (var name in Needed.Where(name => !header.Contains(name)))
            faults.Add(new($"{top}.{name}", "column", "no such column in the first row", string.Join(';', Columns)));
        foreach (var name in header.Where(name => !Columns.Contains(name)).Distinct().Take(5))
            faults.Add(new(top, "column_unknown", "a column of another name", string.Join(';', Columns)));
        if (header.Distinct().Count() != header.Length)
            faults.Add(new(top, "column_twice", "a column twice", "each once"));
        if (faults.Exists(fault => fault.Field.StartsWith(top, StringComparison.Ordinal))) return new(null, rows.Count - 1, faults);
        if (rows.Count == 1) return No("empty", "no row below the first", "one for each point");
        return Of(rows, header, today, without, faults);

        static DeskFile No(string code, string found, string expected) => new(null, 0, [new("rows", code, found, expected)]);
    }

    private static DeskFile Of(
        List<(int Line, List<string> Cells)> rows,
        string[] header,
        LocalDate today,
        IReadOnlyCollection<int> without,
        List<FieldFault> faults)
    {
        var fields = new DeskFields(today, faults);
        var members = new List<Enrolment>();
        var broken = faults.Select(fault => fault.Field[..(fault.Field.IndexOf(']', StringComparison.Ordinal) + 1)])
            .ToHashSet(StringComparer.Ordinal);
        var places = new Dictionary<(string Name, MemberCategory Category), int>();
        foreach (var (line, cells) in rows.Skip(1))
        {
            if (without.Contains(line) || faults.Count >= MostFaults) continue;
            var place = FormattableString.Invariant($"rows[{line}].");
            if (broken.Contains(place.TrimEnd('.'))) continue;
            if (cells.Count != header.Length)
            {
                faults.Add(new(place.TrimEnd('.'), "cells", FormattableString.Invariant($"{cells.Count} cells"),
                    FormattableString.Invariant($"{header.Length}, as in the first row")));
                continue;
            }

            if (DeskReader.Enrolment(Form(header, cells), fields, place) is not { } one) continue;
            var key = (one.Name.ToUpperInvariant(), one.Category);
            if (places.TryAdd(key, members.Count)) members.Add(one);
            else if (members[places[key]] is var first && first.From == one.From && first.Evidence == one.Evidence)
                members[places[key]] = first with { Points = [.. first.Points, .. one.Points] };
            else
                faults.Add(new($"{place}name", "same_name", "the name of a row above, of another day or paper",
                    "names that tell two members apart"));
        }

        var act = members.Count == 0 ? null : new DeskAct.Enrol(members, ByFile: true);
        return new(act is null ? null : new(act, null), rows.Count - 1, faults);
    }

    private static DeskForm Form(string[] header, List<string> cells)
    {
        string Cell(string name) => Array.IndexOf(header, name) is >= 0 and var place ? cells[place].Trim() : "";
        string Word(string name, Dictionary<string, string> words) => words.GetValueOrDefault(Cell(name), Cell(name));
        return new()
        {
            Kind = "enrol",
            Name = Cell("nome"),
            Category = Word("categoria", Categories),
            Points = [new(Cell("pod"), Word("tensione", Voltages))],
            Day = Cell("dal"),
            Email = Cell("email"),
            Evidence = new(Word("documento", Kinds), Cell("numero"), Cell("data_documento"), Cell("conservato")),
        };
    }

    /// <summary>The cells of each line that has any, with the line's number from 1; null when a quotation mark never ends.</summary>
    private static List<(int Line, List<string> Cells)>? Rows(string text)
    {
        text = text.TrimStart('\ufeff');
        var end = text.IndexOfAny(['\r', '\n']);
        var first = end < 0 ? text : text[..end];
        var separator = first.Count(letter => letter == ';') >= first.Count(letter => letter == ',') ? ';' : ',';
        var rows = new List<(int, List<string>)>();
        var (cells, cell, quoted, line, began) = (new List<string>(), new StringBuilder(), false, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '\n') line++;
            if (quoted)
            {
                if (letter != '"') cell.Append(letter);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (letter == '"' && cell.Length == 0) quoted = true;
            else if (letter == separator) Take();
            else if (letter == '\n') End();
            else if (letter != '\r') cell.Append(letter);
            if (rows.Count > MostRows + 1) return rows;
        }

        if (quoted) return null;
        End();
        return rows;

        void Take()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }

        void End()
        {
            Take();
            if (cells.Any(one => !string.IsNullOrWhiteSpace(one))) rows.Add((began, cells));
            cells = [];
            began = line;
        }
    }
}
