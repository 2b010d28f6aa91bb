using System.Globalization;

namespace Cer.Workflows.Schedules;

/// <summary>One field of a schedule: which numbers it allows.</summary>
internal sealed class CronField
{
    private readonly bool[] _allowed;

    private CronField(int least, int most) => (Least, _allowed) = (least, new bool[most + 1]);

    public int Least { get; }

    /// <summary>Whether everything is allowed because a star says so: then the other kind of day alone decides.</summary>
    public bool IsStar { get; private set; }

    public bool Allows(int number) => number < _allowed.Length && _allowed[number];

    public int? NextFrom(int number)
    {
        for (var i = Math.Max(number, Least); i < _allowed.Length; i++)
            if (_allowed[i]) return i;
        return null;
    }

    /// <exception cref="FormatException">The field is not one.</exception>
    public static CronField Parse(string text, string name, int least, int most, string[]? names = null)
    {
        var field = new CronField(least, most) { IsStar = text.StartsWith('*') || text == "?" };
        foreach (var part in text.Split(',')) field.Add(part, name, least, most, names);
        return field;
    }

    private void Add(string part, string name, int least, int most, string[]? names)
    {
        var slash = part.Split('/');
        if (slash.Length > 2) throw Wrong(part, name, least, most);
        var step = slash.Length == 2 ? Number(slash[1], null) : 1;
        if (step is null or < 1) throw Wrong(part, name, least, most);
        var (from, to) = (least, most);
        if (slash[0] is not ("*" or "?"))
        {
            var ends = slash[0].Split('-');
            from = Number(ends[0], names) ?? throw Wrong(part, name, least, most);
            to = ends.Length == 2 ? Number(ends[1], names) ?? throw Wrong(part, name, least, most) : slash.Length == 2 ? most : from;
            if (ends.Length > 2) throw Wrong(part, name, least, most);
        }

        if (from < least || from > most || to < least || to > most) throw Wrong(part, name, least, most);
        // A range may go over the end, as 22-2 of hours does.
        for (var i = 0; i <= (from <= to ? to - from : most - least + 1 - from + to); i += step.Value)
            _allowed[least + ((from - least + i) % (most - least + 1))] = true;
    }

    private int? Number(string text, string[]? names)
    {
        var place = names is null ? -1 : Array.FindIndex(names, one => string.Equals(one, text, StringComparison.OrdinalIgnoreCase));
        if (place >= 0) return Least + place;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static FormatException Wrong(string part, string name, int least, int most) =>
        new($"Found '{part}' as {name}, expected numbers from {least} to {most}, such as {least}, {least}-{most}, */5.");
}
