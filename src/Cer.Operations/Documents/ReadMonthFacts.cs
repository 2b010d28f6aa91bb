using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement.Months;
using NodaTime;
using Kwh = Cer.Domain.Energy;
using MemberMonth = Cer.Operations.Ports.MemberMonth;

namespace Cer.Operations.Documents;

/// <summary>Reads what the documents of a month tell: money from the run, hours made again by the same functions.</summary>
/// <remarks>
/// A closed month is told from the readings it was closed on. Hours that do not add up to what the run says belong to later
/// readings: then there is nothing to hand out.
/// </remarks>
public sealed class ReadMonthFacts(
    StoredContract contract, IRunStore runs, IMonthData data, IReadingStore readings)
{
    public async Task<MonthFactsOutcome> RunAsync(
        CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        var rows = await runs.MonthsAsync(community, cancellation);
        if (rows.FirstOrDefault(row => row.Settled.Month == month) is not { } settled)
            return Refused($"Found no settlement of {Text(month)}, expected a month that was settled: cer settle does it.");
        var faults = new FaultList();
        var market = new MarketMonth(month.Year, month.Month);
        var material = await contract.ReadAsync(
            community, market, market, null, settled.Closed, null, faults, cancellation);
        if (material is null)
            return Refused("Found faults in the community's definition or rules, expected none: cer settle names them.");

        var again = new MonthSettler(material.Input).Settle(market);
        var members = await data.MembersAsync(community, month.PlusMonths(-11), month, cancellation);
        if (!IsTheSame(settled, members, again)) return Refused(Later(settled));
        var notes = await ReadingNotes.OfAsync(
            readings, community, material.Input, settled.Closed?.ReadingsAt, cancellation);
        var trend = MonthFacts.TrendOf(month).ToArray();
        var ids = await data.MemberIdsAsync(community, cancellation);
        var tables = Distributed.Try(faults, () => MemberTables.Of(
            MemberHours.Of(material.Input, again),
            again,
            settled.Settled.Surplus ?? Money.Zero,
            members,
            ids,
            material.Input,
            notes,
            trend));
        if (tables is null) return Refused("Found a formula of the regolamento without a weight, expected one: cer settle tells.");
        return new MonthFactsOutcome.Known(new()
        {
            Community = community,
            Definition = material.Input.Community with { Distribution = material.Input.DistributionIn(market) },
            Rules = material.Input.Rules,
            Row = settled,
            Hours = Hours(again, notes),
            Units = await data.UnitsAsync(community, month, settled.RunId, cancellation),
            Funds = await data.FundsAsync(community, month, settled.RunId, cancellation),
            Account = MonthAccount.Of(material.Input, again),
            Members = tables,
            Trend = [.. trend.Select(at => rows.FirstOrDefault(row => row.Settled.Month == at))],
        });
    }

    private static bool IsTheSame(MonthRow settled, IReadOnlyList<MemberMonth> members, MonthSettlement again)
    {
        var energies = (settled.Settled.Injected, settled.Settled.Withdrawn, settled.Settled.Shared);
        var made = (Of(again.Energies.Injected), Of(again.Energies.Withdrawn), Of(again.Energies.Shared));
        if (energies != made) return false;
        var stored = members.Where(member => member.Month == settled.Settled.Month)
            .Select(member => (member.Member, member.Withdrawn, member.Injected, member.Shared)).ToHashSet();
        return stored.SetEquals(again.Members.Select(member =>
            (member.Member.Id, Of(member.Withdrawn), Of(member.Injected), Of(member.Shared))));
    }

    private static HourFacts[] Hours(MonthSettlement month, ReadingNotes notes)
    {
        var hours = new HourFacts[month.Month.HourCount];
        for (var i = 0; i < hours.Length; i++)
        {
            decimal? tip = 0m;
            foreach (var unit in month.UnitHours)
                if (unit.Active[i]) tip += unit.Premium[i];
            hours[i] = new(
                HourAt(month.Month, i),
                notes.Produced(i),
                Of(month.Hours.Injected[i]),
                Of(month.Hours.Withdrawn[i]),
                Of(month.Hours.Shared[i]),
                month.MissingPods[i]?.Count ?? 0,
                tip);
        }

        return hours;
    }

    internal static MarketHour HourAt(MarketMonth month, int place) =>
        MarketHour.StartingAt(Instant.FromUnixTimeSeconds((month.FirstHour + place) * 3600));

    private static Kwh Of(long micro) => Kwh.FromMicroKilowattHours(micro);

    private static string Text(YearMonth month) => NodaTime.Text.YearMonthPattern.Iso.Format(month);

    private static string Later(MonthRow settled) =>
        $"Found readings that came after run {settled.RunId.ToString(System.Globalization.CultureInfo.InvariantCulture)} of"
        + $" {Text(settled.Settled.Month)}, expected a month settled with them: the server settles it again by itself, cer"
        + " settle does at once; then ask for the documents again.";

    private static MonthFactsOutcome.Refused Refused(string sentence) => new(sentence);
}
