using Cer.Domain;
using Cer.Domain.Community;
using Cer.Operations.Mine;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Mine;

/// <summary>The member's energy inside the whole, as JSON: kWh; null is not known, or not told.</summary>
internal sealed record WholeView(
    string State,
    string First,
    string Last,
    int DueHours,
    int KnownHours,
    int FewestMembers,
    WholeView.SumView? Community,
    WholeView.OwnView Own,
    IReadOnlyList<WholeView.RowView> Rows)
{
    public static WholeView Of(MineWhole told, bool byDay)
    {
        var community = told.Community.ToLookup(hour => Key(hour.Hour));
        var own = told.Own.ToLookup(hour => Key(hour.Hour));
        return new(
            CommunityWords.Of(told.State),
            LocalDatePattern.Iso.Format(told.First),
            LocalDatePattern.Iso.Format(told.Last),
            told.Due,
            told.Community.Count,
            Anonymity.FewestTold,
            told.State == CommunityState.Known
                ? new(told.Injected.KilowattHours, told.Withdrawn.KilowattHours, told.Shared.KilowattHours)
                : null,
            new(
                told.OwnWithdrawn?.KilowattHours,
                told.OwnInjected?.KilowattHours,
                told.OwnShared?.KilowattHours,
                told.OwnShared is { } part && told.Shared > Energy.Zero
                    ? Math.Round(100 * part.KilowattHours / told.Shared.KilowattHours, 1, MidpointRounding.AwayFromZero)
                    : null,
                told.OwnSharedElsewhere?.KilowattHours,
                told.Own.Any(hour => hour.Quality != Cer.Domain.Codes.Quality.Measured)),
            [
                .. Hours(told).GroupBy(Key).OrderBy(row => row.Key)
                    .Select(row => RowView.Of(row.First(), [.. community[row.Key]], [.. own[row.Key]], told.IsTold)),
            ]);

        Instant Key(MarketHour hour) => byDay ? MarketHour.StartOf(hour.Day) : hour.Start;
    }

    private static IEnumerable<MarketHour> Hours(MineWhole told)
    {
        for (var day = told.First; day <= told.Last; day = day.PlusDays(1))
            foreach (var hour in MarketHour.Of(day))
                yield return hour;
    }

    internal sealed record SumView(decimal InjectedKwh, decimal WithdrawnKwh, decimal SharedKwh);

    /// <param name="WithdrawnKwh">What the member took.</param>
    /// <param name="InjectedKwh">What its roofs gave.</param>
    /// <param name="SharedKwh">Its part of what was shared in the hours of which the community is told.</param>
    /// <param name="SharePercent">That part of the whole.</param>
    /// <param name="SharedElsewhereKwh">Its part in the other hours: of no total that is told.</param>
    /// <param name="Estimated">Whether some of it was not measured.</param>
    internal sealed record OwnView(
        decimal? WithdrawnKwh,
        decimal? InjectedKwh,
        decimal? SharedKwh,
        decimal? SharePercent,
        decimal? SharedElsewhereKwh,
        bool Estimated);

    internal sealed record RowView(
        string From, string Day, decimal? InjectedKwh, decimal? WithdrawnKwh, decimal? SharedKwh, decimal? OwnSharedKwh,
        decimal? OwnWithdrawnKwh)
    {
        public static RowView Of(
            MarketHour first,
            IReadOnlyCollection<CommunityHour> community,
            IReadOnlyCollection<OwnHour> own,
            Func<OwnHour, bool> isTold) => new(
            InstantPattern.General.Format(first.Start),
            LocalDatePattern.Iso.Format(first.Day),
            Sum(community.Select(hour => (Energy?)hour.Injected)),
            Sum(community.Select(hour => (Energy?)hour.Withdrawn)),
            Sum(community.Select(hour => (Energy?)hour.Shared)),
            Sum(own.Where(isTold).Select(hour => hour.Shared)),
            Sum(own.Select(hour => hour.Withdrawn)));

        private static decimal? Sum(IEnumerable<Energy?> amounts)
        {
            Energy[] known = [.. amounts.OfType<Energy>()];
            return known.Length == 0 ? null : known.Sum(one => one.KilowattHours);
        }
    }
}
