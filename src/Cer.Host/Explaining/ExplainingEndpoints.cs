using Cer.Host.Looks;
using Cer.Operations.Looks;
using System.Globalization;
using Cer.Host.Viewing;
using Cer.Operations.Explaining;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Explaining;

/// <summary>Why an amount of a month is what it is, for the staff.</summary>
internal static class ExplainingEndpoints
{
    public static void MapExplaining(this RouteGroupBuilder group) => group.MapGet("/months/{month}/why", GetAsync)
        .LooksAtMemberOrPlant(LookKind.Why)
        .WithSummary("Why ?plant=ID or ?member=ID gets what it gets; ?day=2026-01-31 or ?day=all for the hours of the tariff.");

    private static async Task<IResult> GetAsync(
        string community,
        string month,
        string? plant,
        string? member,
        string? day,
        ICommunityStore communities,
        IRegistryView registry,
        IRunStore runs,
        IRunView kept,
        ExplainMonth explain,
        CancellationToken cancellation)
    {
        var (asked, noMonth) = Asked.Month(month);
        var (_, noDay) = day == "all" ? (null, null) : Asked.Day(day);
        if ((noMonth ?? noDay) is { } problem) return problem;
        if ((plant is null) == (member is null)) return Problems.Bad("Found not one of plant and member, expected one of them.");
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var numbers = await registry.NumbersAsync(found, cancellation);
        if (member is not null)
        {
            return CodeOf(numbers.Members, member) is { } code
                ? ExplanationView.Answer(await explain.MemberAsync(found, asked!.Value, code, cancellation), month, day)
                : Problems.NotFound("Found no such member, expected the number of one: the members' page lists them.");
        }

        if (CodeOf(numbers.Plants, plant!) is not { } name
            || await communities.LoadAsync(found, null, cancellation) is not { } definition)
            return Problems.NotFound("Found no such plant, expected the number of one: the plants' page lists them.");
        var units = definition.Community.Units
            .Where(unit => unit.Plant == name).Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal);
        var key = new NodaTime.YearMonth(asked!.Value.Year, asked.Value.Month);
        var row = (await runs.MonthsAsync(found, cancellation)).FirstOrDefault(row => row.Settled.Month == key);
        var stored = row is null ? null : await kept.MonthAsync(found, row.RunId, key, cancellation);
        return ExplanationView.Answer(
            await explain.UnitsAsync(found, asked.Value, units, stored?.Units ?? [], cancellation), month, day);
    }

    private static string? CodeOf(IReadOnlyDictionary<string, int> numbers, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? numbers.Where(known => known.Value == number).Select(known => known.Key).FirstOrDefault()
            : null;
}
