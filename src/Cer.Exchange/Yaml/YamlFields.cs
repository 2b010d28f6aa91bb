using System.Globalization;
using Cer.Domain.Codes;
using Cer.Exchange.Faults;
using NodaTime;
using NodaTime.Text;

namespace Cer.Exchange.Yaml;

/// <summary>Reads the values of a mapping; what is missing, unknown or not of its kind becomes a fault with its place.</summary>
/// <remarks>A value that could not be read comes back as null or as the fallback, so that reading goes on to the next fault.</remarks>
internal sealed class YamlFields(YamlMap map, string path, FaultList faults)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public YamlMap Map => map;

    public string Path => path;

    public string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>The line of a key; the mapping's own when it has no such key.</summary>
    public long LineOf(string key) => map.Find(key)?.Line ?? map.Line;

    /// <summary>Reports every key that nobody asked for.</summary>
    public void RefuseTheRest()
    {
        foreach (var entry in map.Entries)
            if (!_asked.Contains(entry.Key))
                faults.Add(entry.File, entry.Line, PathOf(entry.Key), "an unknown key", string.Join('|', _asked));
    }

    public void Fault(string key, string found, string expected)
    {
        var entry = map.Find(key);
        faults.Add(entry?.File ?? map.File, entry?.Line ?? map.Line, PathOf(key), found, expected);
    }

    /// <summary>The value of a key; null when the key is missing or says null.</summary>
    public YamlNode? Optional(string key)
    {
        _asked.Add(key);
        return map.Find(key)?.Value is { } value and not YamlScalar { IsNull: true } ? value : null;
    }

    public bool Has(string key)
    {
        _asked.Add(key);
        return map.Find(key) is not null;
    }

    public string? Text(string key, string expected) => Scalar(key, expected)?.Value;

    public string? OptionalText(string key) => OptionalScalar(key, "text")?.Value;

    public decimal? Number(string key, string expected, Func<decimal, bool> fits) => NumberOf(Scalar(key, expected), key, expected, fits);

    public decimal? OptionalNumber(string key, string expected, Func<decimal, bool> fits) =>
        NumberOf(OptionalScalar(key, expected), key, expected, fits);

    public LocalDate? Day(string key) => DayOf(Scalar(key, DayForm), key);

    public LocalDate? OptionalDay(string key) => DayOf(OptionalScalar(key, DayForm), key);

    public T? Code<T>(string key, CodeList<T> codes)
        where T : struct, Enum => CodeOf(Scalar(key, codes.Expected), key, codes);

    public T? OptionalCode<T>(string key, CodeList<T> codes)
        where T : struct, Enum => CodeOf(OptionalScalar(key, codes.Expected), key, codes);

    public bool? OptionalFlag(string key)
    {
        if (OptionalScalar(key, "true|false") is not { } scalar) return null;
        if (scalar is { Plain: true, Value: "true" or "True" or "TRUE" }) return true;
        if (scalar is { Plain: true, Value: "false" or "False" or "FALSE" }) return false;
        Fault(key, Quoted.Text(scalar.Value), "true|false");
        return null;
    }

    public YamlFields? Section(string key)
    {
        switch (Optional(key))
        {
            case YamlMap section:
                return new(section with { Line = LineOf(key) }, PathOf(key), faults);
            case null when !Has(key):
                Fault(key, "nothing", "a mapping");
                return null;
            default:
                Fault(key, "no mapping", "a mapping");
                return null;
        }
    }

    public IReadOnlyList<YamlNode> List(string key)
    {
        if (Optional(key) is YamlList list) return list.Items;
        Fault(key, Has(key) ? "no list" : "nothing", "a list");
        return [];
    }

    /// <summary>Whether a key holds a list of mappings and nothing else.</summary>
    public bool HasMappings(string key) => Optional(key) is YamlList list && list.Items.All(item => item is YamlMap);

    /// <summary>Each entry of a list of mappings, with its path.</summary>
    public IEnumerable<YamlFields> Sections(string key)
    {
        var items = List(key);
        for (var i = 0; i < items.Count; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{PathOf(key)}[{i}]");
            if (items[i] is YamlMap entry) yield return new(entry, place, faults);
            else faults.Add(items[i].File, items[i].Line, place, "no mapping", "a mapping");
        }
    }

    internal const string DayForm = "a day such as 2026-03-29";

    internal static bool TryNumber(YamlScalar scalar, out decimal number)
    {
        number = 0;
        var digits = scalar.Value.AsSpan().TrimStart('-');
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var part = point < 0 ? default : digits[(point + 1)..];
        return scalar.Value.Length - digits.Length <= 1
            && whole.Length is > 0 and <= 12
            && (point < 0 || part.Length is > 0 and <= 6)
            && whole.IndexOfAnyExceptInRange('0', '9') < 0
            && part.IndexOfAnyExceptInRange('0', '9') < 0
            && decimal.TryParse(
                scalar.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    internal static bool TryDay(YamlScalar scalar, out LocalDate day) =>
        LocalDatePattern.Iso.Parse(scalar.Value).TryGetValue(default, out day)
            && day.Year is >= 1900 and <= 2200
            && scalar.Value.Length == 10;

    private YamlScalar? Scalar(string key, string expected)
    {
        if (OptionalScalar(key, expected) is { } scalar) return scalar;
        if (Optional(key) is null) Fault(key, "nothing", expected);
        return null;
    }

    private YamlScalar? OptionalScalar(string key, string expected)
    {
        switch (Optional(key))
        {
            case null:
                return null;
            case YamlScalar scalar:
                return scalar;
            case YamlList:
                Fault(key, "a list", expected);
                return null;
            default:
                Fault(key, "a mapping", expected);
                return null;
        }
    }

    private decimal? NumberOf(YamlScalar? scalar, string key, string expected, Func<decimal, bool> fits)
    {
        if (scalar is null) return null;
        if (TryNumber(scalar, out var number) && fits(number)) return number;
        Fault(key, Quoted.Text(scalar.Value), expected);
        return null;
    }

    private LocalDate? DayOf(YamlScalar? scalar, string key)
    {
        if (scalar is null) return null;
        if (TryDay(scalar, out var day)) return day;
        Fault(key, Quoted.Text(scalar.Value), DayForm);
        return null;
    }

    private T? CodeOf<T>(YamlScalar? scalar, string key, CodeList<T> codes)
        where T : struct, Enum
    {
        if (scalar is null) return null;
        if (codes.TryParse(scalar.Value, out var value)) return value;
        Fault(key, Quoted.Text(scalar.Value), codes.Expected);
        return null;
    }
}
