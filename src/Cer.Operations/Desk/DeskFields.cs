using Cer.Domain.Codes;
using Cer.Exchange.Csv;
using Cer.Operations.Mail;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Desk;

/// <summary>Reads the fields of forms; what is wrong is told with the field's name.</summary>
/// <param name="today">Today in Rome.</param>
/// <param name="faults">Receives what is wrong.</param>
internal sealed class DeskFields(LocalDate today, ICollection<FieldFault> faults)
{
    public const int LongestName = 200;
    private const int LongestPlace = 500;
    private const int LongestNumber = 100;
    private const int LongestEmail = 254;
    private const int LongestSubstation = 20;
    private const int MostYears = 10;
    private const int FirstYear = 1900;
    private const int LastYear = 2200;
    private static readonly LocalDatePattern Slashed = LocalDatePattern.CreateWithInvariantCulture("d/M/uuuu");

    // A first or last day further away than this is a slip of the pen.
    private static readonly Period Far = Period.FromYears(1);

    public string? Text(string? text, string field, int longest, string what)
    {
        var kept = text?.Trim() ?? "";
        if (kept.Length == 0) return Fault(field, "needed", "nothing", what);
        if (kept.Length > longest)
            return Fault(field, "long", FormattableString.Invariant($"{kept.Length} characters"),
                FormattableString.Invariant($"at most {longest}"));
        if (kept.Contains('\ufffd'))
            return Fault(field, "broken", "a letter that was lost when the file was read", "a file saved as UTF-8");
        if (kept.Any(char.IsControl) || !IsWhole(kept)) return Fault(field, "line", "a text of several lines or with marks", "one line");
        return FormulaText.Is(kept) ? Fault(field, "formula", "a text that a spreadsheet takes for a formula", what) : kept;
    }

    public string Name(string? text, string field) => Text(text, field, LongestName, "a name") ?? "";

    public MemberCategory? Category(string? word, string field)
    {
        if (word is { Length: > 0 } && CodeLists.Categories.TryParse(word, out var category)) return category;
        Fault(field, "category", word is { Length: > 0 } ? "another word" : "nothing", CodeLists.Categories.Expected);
        return null;
    }

    public DeskPoint? Point(string? pod, string? voltage, string place)
    {
        var code = Pod(pod, $"{place}.pod");
        var kept = Voltage.Low;
        if (voltage is { Length: > 0 } && !CodeLists.Voltages.TryParse(voltage, out kept))
            Fault($"{place}.voltage", "voltage", "another word", CodeLists.Voltages.Expected);
        return code is null ? null : new(code, kept) { Field = $"{place}.pod" };
    }

    public string? Pod(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return Fault(field, "needed", "nothing", "the code of a point");
        return Domain.Pod.TryParse(text, null, out var pod) ? pod.Code : Fault(field, "pod_form", "no POD", Domain.Pod.Form);
    }

    public LocalDate? Day(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Fault(field, "needed", "nothing", "a day such as 2026-03-01");
            return null;
        }

        if ((LocalDatePattern.Iso.Parse(text.Trim()).TryGetValue(default, out var day)
            || Slashed.Parse(text.Trim()).TryGetValue(default, out day)) && day.Year is >= FirstYear and <= LastYear) return day;
        Fault(field, "day_form", "no day", "one such as 2026-03-01");
        return null;
    }

    /// <summary>A day on which something of the configuration begins or ends.</summary>
    public LocalDate? LifeDay(string? text, string field)
    {
        if (Day(text, field) is not { } day) return null;
        if (day <= today + Far) return day;
        Fault(field, "far", LocalDatePattern.Iso.Format(day), $"a day up to {LocalDatePattern.Iso.Format(today + Far)}");
        return null;
    }

    public DeskTerm? Term(string? from, string? to, string place)
    {
        var (first, last) = (Day(from, $"{place}.from"), Day(to, $"{place}.to"));
        if (first is not { } begins || last is not { } ends) return null;
        if (ends < begins)
            return NoTerm("backwards", LocalDatePattern.Iso.Format(ends),
                $"a day not before the first ({LocalDatePattern.Iso.Format(begins)})");
        return ends > begins.PlusYears(MostYears)
            ? NoTerm("long_term", LocalDatePattern.Iso.Format(ends), FormattableString.Invariant($"at most {MostYears} years"))
            : new(begins, ends);

        DeskTerm? NoTerm(string code, string found, string expected)
        {
            Fault($"{place}.to", code, found, expected);
            return null;
        }
    }

    public DeskEvidence? Evidence(DeskForm.EvidenceForm? form, string place)
    {
        var kind = form?.Kind ?? "";
        if (!DeskEvidence.Kinds.Contains(kind))
            Fault($"{place}.kind", "evidence", kind.Length == 0 ? "nothing" : "another word", string.Join('|', DeskEvidence.Kinds));
        var number = string.IsNullOrWhiteSpace(form?.Number) ? null : Text(form.Number, $"{place}.number", LongestNumber, "its number");
        var dated = Day(form?.Dated, $"{place}.dated");
        if (dated > today)
            Fault($"{place}.dated", "future", LocalDatePattern.Iso.Format(dated.Value),
                $"a day up to today ({LocalDatePattern.Iso.Format(today)})");
        var kept = Text(form?.KeptAt, $"{place}.keptAt", LongestPlace, "where the paper is kept");
        return dated is { } day && kept is not null ? new(kind, number, day, kept) : null;
    }

    public NewDelegation? Delegation(DeskForm.DelegationForm form, string place)
    {
        var name = Name(form.Name, $"{place}.name");
        var term = Term(form.From, form.To, place);
        var evidence = Evidence(form.Evidence, $"{place}.evidence");
        var email = Email(form.Email, $"{place}.email");
        return term is null || evidence is null ? null : new(name, term, evidence, email);
    }

    /// <summary>An address of electronic mail, where one is told.</summary>
    public EmailAddress? Email(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Trim().Length <= LongestEmail && EmailAddress.TryParse(text, null, out var address)) return address;
        Fault(field, "email_form", "another text", EmailAddress.Form);
        return null;
    }

    public string? Substation(string? text, string field) => string.IsNullOrWhiteSpace(text)
        ? null
        : Text(text, field, LongestSubstation, "the code of a primary substation, such as AC001E00001")?.ToUpperInvariant();

    public string? Fault(string field, string code, string found, string expected)
    {
        faults.Add(new(field, code, found, expected));
        return null;
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
