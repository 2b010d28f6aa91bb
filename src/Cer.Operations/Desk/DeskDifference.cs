using Cer.Domain.Codes;
using Cer.Domain.Community;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>What differs between two definitions, and from which day on a settlement can differ.</summary>
public sealed record DeskDifference(IReadOnlyList<DeskLine> Lines, LocalDate? FirstDay)
{
    public static DeskDifference Of(EnergyCommunity before, EnergyCommunity after)
    {
        var lines = new List<DeskLine>();
        LocalDate? first = null;
        foreach (var (id, was, now) in Pairs(before.Members, after.Members, member => member.Id))
        {
            lines.Add(new("member", (now ?? was)!.Name, null, Of(was), Of(now)));
            // What kind of member somebody is counts from its first day.
            if (was is not null && now is not null)
                foreach (var point in before.Pods.Where(point => point.Member == id)) Note(point.From);
        }

        var names = before.Members.Concat(after.Members).GroupBy(member => member.Id)
            .ToDictionary(same => same.Key, same => same.Last().Name, StringComparer.Ordinal);
        foreach (var (_, was, now) in Pairs(before.Pods, after.Pods, point => (point.Pod, point.Member, point.From)))
        {
            var point = (now ?? was)!;
            lines.Add(new("point", names.GetValueOrDefault(point.Member, point.Member), point.Pod, Of(was), Of(now)));
            Note(was is null || now is null || was.Voltage != now.Voltage ? point.From : Earlier(was.To, now.To).PlusDays(1));
        }

        foreach (var (id, was, now) in Pairs(before.Units, after.Units, unit => unit.Id))
        {
            lines.Add(new("unit", id, (now ?? was)!.Pod, Of(was), Of(now)));
            if (was is not null) Note(was.InService);
            if (now is not null) Note(now.InService);
        }

        return new(lines, first);

        void Note(LocalDate day) => first = first is { } known && known < day ? known : day;
    }

    private static IEnumerable<(TKey Key, T? Before, T? After)> Pairs<T, TKey>(
        IEnumerable<T> before, IEnumerable<T> after, Func<T, TKey> key)
        where T : class
        where TKey : notnull
    {
        var (was, now) = (before.ToDictionary(key), after.ToDictionary(key));
        return was.Keys.Concat(now.Keys).Distinct()
            .Select(one => (one, was.GetValueOrDefault(one), now.GetValueOrDefault(one)))
            .Where(pair => !Equals(pair.Item2, pair.Item3));
    }

    private static LocalDate Earlier(LocalDate? one, LocalDate? other) =>
        LocalDate.Min(one ?? LocalDate.MaxIsoValue.PlusDays(-1), other ?? LocalDate.MaxIsoValue.PlusDays(-1));

    private static DeskState? Of(Member? member) =>
        member is null ? null : new(null, null, CodeLists.Categories.Word(member.Category), null);

    private static DeskState? Of(PodMembership? point) =>
        point is null ? null : new(point.From, point.To, CodeLists.Voltages.Word(point.Voltage), null);

    private static DeskState? Of(ProductionUnit? unit) => unit is null ? null : new(unit.InService, null, null, unit.PowerKw);
}
