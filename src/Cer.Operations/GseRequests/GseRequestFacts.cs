using System.Globalization;
using Cer.Domain;
using Cer.Operations.Desk;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.GseRequests;

/// <summary>Reads the facts of a form; each becomes the one way in which it is written, or a fault beside its field.</summary>
internal sealed class GseRequestFacts(LocalDate today)
{
    private const int Longest = 200;
    private const int MostDigits = 7;

    private readonly List<FieldFault> _faults = [];

    public IReadOnlyList<FieldFault> Faults => _faults;

    public Dictionary<string, string> Read(GseRequestSubject subject, IReadOnlyDictionary<string, string?> told)
    {
        var fields = GseRequestFields.Of(subject);
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in told.Keys.Where(name => fields.All(field => field.Name != name)).Order(StringComparer.Ordinal).Take(20))
            Fault(name, "field", "an unknown field", string.Join('|', fields.Select(field => field.Name)));
        foreach (var field in fields)
        {
            if (string.IsNullOrWhiteSpace(told.GetValueOrDefault(field.Name))) continue;
            if (Value(field, told[field.Name]!) is { } value) facts[field.Name] = value;
        }

        if (subject == GseRequestSubject.Plant) Plant(facts);
        return facts;
    }

    /// <summary>Enterprises of the power sector may not be members: Regole Operative, p. 68.</summary>
    private void Plant(Dictionary<string, string> facts)
    {
        if (facts.GetValueOrDefault("producer_relation") == "member"
            && facts.GetValueOrDefault("producer_activity") is "35.11.00" or "35.14.00")
            Fault("producer_activity", "sector", facts["producer_activity"], "another main activity of a producer who is a member");
        if (facts.ContainsKey("latitude") != facts.ContainsKey("longitude"))
            Fault(facts.ContainsKey("latitude") ? "longitude" : "latitude", "needed", "nothing", "both degrees or none");
    }

    private string? Value(GseRequestField field, string told)
    {
        if (new DeskFields(today, _faults).Text(told, field.Name, Longest, "one line") is not { } text) return null;
        return field.Kind switch
        {
            GseRequestKind.TaxId => TaxId.TryParse(text, null, out var id) ? id.Code : Wrong(field, "tax_id", TaxId.Form),
            GseRequestKind.VatNumber => TaxId.TryParse(text, null, out var id) && !id.IsOfPerson
                ? id.Code
                : Wrong(field, "tax_id", "11 digits whose last one checks"),
            GseRequestKind.Activity => IsActivity(text) ? text : Wrong(field, "activity", "digits in pairs such as 84.11.10"),
            GseRequestKind.Day => LocalDatePattern.Iso.Parse(text).Success ? text : Wrong(field, "day_form", "a day such as 2026-03-01"),
            GseRequestKind.Flag => text is "yes" or "no" ? text : Wrong(field, "word", "yes|no"),
            GseRequestKind.Choice => field.Words.Contains(text) ? text : Wrong(field, "word", string.Join('|', field.Words)),
            GseRequestKind.Degrees => Degrees(field, text),
            GseRequestKind.Email => new DeskFields(today, _faults).Email(text, field.Name)?.ToString(),
            _ => text,
        };
    }

    private string? Degrees(GseRequestField field, string text)
    {
        var most = field.Name == "latitude" ? 90 : 180;
        return decimal.TryParse(
            text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var degrees) && Math.Abs(degrees) <= most && degrees.Scale <= MostDigits
            ? degrees.ToString(CultureInfo.InvariantCulture)
            : Wrong(field, "degrees", "degrees such as 42.6012 with at most seven decimals");
    }

    private static bool IsActivity(string text)
    {
        var pairs = text.Split('.');
        return pairs.Length is >= 1 and <= 3 && Array.TrueForAll(pairs, pair => pair.Length == 2 && pair.All(char.IsAsciiDigit));
    }

    private string? Wrong(GseRequestField field, string code, string expected) => Fault(field.Name, code, "another text", expected);

    private string? Fault(string field, string code, string found, string expected)
    {
        _faults.Add(new(field, code, found, expected));
        return null;
    }
}
