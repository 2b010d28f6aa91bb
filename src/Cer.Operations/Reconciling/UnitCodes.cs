using Cer.Domain.Community;
using Cer.Exchange.Gse;
using Cer.Operations.GseRequests;

namespace Cer.Operations.Reconciling;

/// <summary>What GSE calls the production units: each code, CENSIMP or point that is one unit's alone.</summary>
public sealed class UnitCodes
{
    private static readonly StringComparer Loose = StringComparer.OrdinalIgnoreCase;

    private readonly Dictionary<string, string> _codes = new(Loose);
    private readonly Dictionary<string, string> _points = new(StringComparer.Ordinal);

    private UnitCodes()
    {
    }

    /// <summary>What is understood, for whoever meets a code that is not: each unit, and how else it is known.</summary>
    public IReadOnlyList<string> Expected { get; private init; } = [];

    /// <param name="units">The units as they are declared.</param>
    /// <param name="declared">The facts of requests: CENSIMP of plants, sections of units.</param>
    public static UnitCodes Of(IReadOnlyList<ProductionUnit> units, IEnumerable<GseRequestEntry> declared)
    {
        var facts = declared.ToArray();
        var names = units.Select(unit => (unit.Id, Others: Named(GseRequestSubject.Plant, unit.Plant, "censimp")
            .Concat(Named(GseRequestSubject.Unit, unit.Id, "section")).Append(unit.Plant).Distinct(Loose).ToArray())).ToArray();
        var codes = new UnitCodes
        {
            Expected = [.. names.Select(one => one.Others.Where(other => !Loose.Equals(other, one.Id)).ToArray() is { Length: > 0 } others
                ? $"{one.Id} ({string.Join(", ", others)})"
                : one.Id)],
        };
        foreach (var other in names.SelectMany(one => one.Others, (one, other) => (other, one.Id)).GroupBy(one => one.other, Loose))
            if (other.Count() == 1) codes._codes[other.Key] = other.First().Id;
        // Its own id is a unit's before it is anything else's.
        foreach (var unit in units) codes._codes[unit.Id] = unit.Id;
        foreach (var point in units.GroupBy(unit => unit.Pod, StringComparer.Ordinal))
            if (point.Count() == 1) codes._points[point.Key] = point.First().Id;
        return codes;

        IEnumerable<string> Named(GseRequestSubject subject, string code, string fact) => facts
            .Where(entry => entry.Subject == subject && entry.Code == code && entry.Facts.ContainsKey(fact))
            .Select(entry => entry.Facts[fact].Trim()).Where(name => name.Length > 0);
    }

    /// <summary>The unit that a line is of; null when it is of none, or of one that is not known.</summary>
    public string? Find(StatementLine line) =>
        line.Unit is { } unit && _codes.TryGetValue(unit, out var own) ? own
        : line.Censimp is { } censimp && _codes.TryGetValue(censimp, out var plant) ? plant
        : line.Unit is null && line.Pod is { } pod && IsOfUnit(line) && _points.TryGetValue(pod, out var behind) ? behind
        : null;

    /// <summary>The lines with units by our names; a code that is not known stays as it was told.</summary>
    public IReadOnlyList<StatementLine> Ours(IReadOnlyList<StatementLine> lines) =>
        [.. lines.Select(line => Find(line) is { } unit
            ? line with { Unit = unit }
            : line.Unit is null && line.Censimp is { } censimp && IsOfUnit(line) ? line with { Unit = censimp } : line)];

    private static bool IsOfUnit(StatementLine line) =>
        (line.Shared ?? line.Incentivised ?? line.Tip ?? line.Cac ?? line.Tariff) is not null;
}
