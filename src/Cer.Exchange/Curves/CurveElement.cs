using System.Globalization;
using System.Xml;
using Cer.Exchange.Faults;
using NodaTime;

namespace Cer.Exchange.Curves;

/// <summary>An element <c>Ea</c>: the quarters of a day, or one of the two parts of the day on which the clocks go back.</summary>
/// <remarks>
/// Dst 0 is a usual day; 1 has 92 values; 2 is what comes before the clocks go back, E1 to E12; 3 is the rest, with labels that
/// begin again at E9, 02:00 of winter time.
/// </remarks>
internal sealed class CurveElement
{
    private const int Most = 100;

    private readonly long[] _values = new long[Most];
    private readonly string _dst = "0";
    private readonly int _last;
    private readonly (string Field, string Found, string Expected)? _fault;

    public CurveElement(XmlReader xml, long line)
    {
        Line = line;
        Array.Fill(_values, QuarterLayout.Missing);
        if (!xml.MoveToFirstAttribute()) return;
        do
        {
            var name = xml.LocalName;
            if (name == "Dst") _dst = xml.Value.Trim() is { Length: > 0 } dst ? dst : "0";
            if (name[0] != 'E' || !int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var place)) continue;
            var value = CurveText.Energy(xml.Value.AsSpan().Trim());
            if (place is < 1 or > Most) _fault = ("Ea", $"the attribute {Quoted.Text(name)}", "E1 to E100");
            else if (value == CurveText.Bad) _fault = (name, Quoted.Text(xml.Value), CurveText.EnergyForm);
            else
            {
                _values[place - 1] = value;
                if (value >= 0) _last = Math.Max(_last, place);
            }
        }
        while (xml.MoveToNextAttribute());
        xml.MoveToElement();
    }

    public long Line { get; }

    /// <summary>The text within: the day of the month.</summary>
    public string Text { get; set; } = "";

    public (long[]? Quarters, bool NeedsConfirmation, string Field, string Found, string Expected) Arrange(LocalDate day)
    {
        if (_fault is { } fault) return (null, false, fault.Field, fault.Found, fault.Expected);
        var count = QuarterLayout.CountOf(day);
        var fits = _dst switch { "0" => true, "1" => count == 92, "2" or "3" => count == 100, _ => false };
        if (!fits) return (null, false, "Dst", $"{Quoted.Text(_dst)} for {QuarterLayout.Text(day)}", "0; 1, 2 or 3 when the clocks change");
        return _dst switch
        {
            "1" => InMarch(),
            "2" => Part(0, QuarterLayout.Three, 0),
            "3" => Part(QuarterLayout.Two, QuarterLayout.Normal, 4),
            _ => Whole(day, count),
        };
    }

    private (long[]? Quarters, bool NeedsConfirmation, string Field, string Found, string Expected) Whole(LocalDate day, int count)
    {
        var length = _last <= 92 && count == 92 ? 92 : _last <= 96 ? 96 : Most;
        var (quarters, confirm, found) = QuarterLayout.Arrange(_values.AsSpan(0, length), day);
        return (quarters, confirm, "Ea", found, "a value for each quarter, left out when it is missing");
    }

    private (long[]? Quarters, bool NeedsConfirmation, string Field, string Found, string Expected) InMarch()
    {
        if (_last <= 92) return (_values[..92], false, "", "", "");
        // Labels of the clock: the hour from 02:00 is left out.
        return _last <= 96 && QuarterLayout.IsEmpty(_values.AsSpan(QuarterLayout.Two..QuarterLayout.Three))
            ? ([.. _values[..QuarterLayout.Two], .. _values[QuarterLayout.Three..QuarterLayout.Normal]], false, "", "", "")
            : (null, false, "Ea", $"values up to E{_last} with Dst 1", "92 values");
    }

    private (long[]? Quarters, bool NeedsConfirmation, string Field, string Found, string Expected) Part(int from, int to, int shift)
    {
        if (!QuarterLayout.IsEmpty(_values.AsSpan(0, from)) || !QuarterLayout.IsEmpty(_values.AsSpan(to)))
            return (null, false, "Ea", $"values beside E{from + 1} to E{to} with Dst {_dst}", $"E{from + 1} to E{to}");
        var quarters = new long[Most];
        Array.Fill(quarters, QuarterLayout.Missing);
        _values.AsSpan(from, to - from).CopyTo(quarters.AsSpan(from + shift));
        return (quarters, false, "", "", "");
    }
}
