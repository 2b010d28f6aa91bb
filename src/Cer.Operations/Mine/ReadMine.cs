using Cer.Domain;
using Cer.Operations.People;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>Puts together what a member sees of its own.</summary>
public sealed class ReadMine(IMineStore store, TimeProvider time)
{
    /// <summary>The member of a session: the one asked for, else the first; null when it is not the person's.</summary>
    /// <param name="token">The token of the session.</param>
    /// <param name="member">Which, of several.</param>
    /// <param name="mandate">The delegation by which somebody acts; null for oneself.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<MineProfile?> ProfileAsync(
        SecretToken token, int? member, long? mandate, CancellationToken cancellation) =>
        (await store.ProfilesAsync(token, mandate, cancellation)).FirstOrDefault(own => member is null || own.Member == member);

    public Task<IReadOnlyList<MineMandate>> MandatesAsync(SecretToken token, CancellationToken cancellation) =>
        store.MandatesAsync(token, cancellation);

    public Task<IReadOnlyList<MinePoint>> PointsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) =>
        store.PointsAsync(token, profile, cancellation);

    public Task<IReadOnlyList<MineMonth>> MonthsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) =>
        store.MonthsAsync(token, profile, cancellation);

    public Task<IReadOnlyList<MineRecalculation>> RecalculationsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) =>
        store.RecalculationsAsync(token, profile, cancellation);

    public Task<IReadOnlyList<MinePayment>> PaymentsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) =>
        store.PaymentsAsync(token, profile, cancellation);

    public Task<IReadOnlyList<MineDocument>> DocumentsAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) =>
        store.DocumentsAsync(token, profile, cancellation);

    public Task<IReadOnlyList<MineYearPaper>> YearPapersAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation) =>
        store.YearPapersAsync(token, profile, cancellation);

    public Task<byte[]?> YearPdfAsync(
        SecretToken token, MineProfile profile, int year, int number, CancellationToken cancellation) =>
        store.YearPdfAsync(token, profile, year, number, cancellation);

    /// <summary>Every hour of some days, also those of which nothing is known.</summary>
    public async Task<IReadOnlyList<MineSpan>> HoursAsync(
        SecretToken token, MineProfile profile, LocalDate first, LocalDate last, CancellationToken cancellation)
    {
        var points = await store.PointsAsync(token, profile, cancellation);
        var span = new Interval(MarketHour.StartOf(first), MarketHour.StartOf(last.PlusDays(1)));
        var known = (await store.HoursAsync(token, profile, span, cancellation)).ToDictionary(hour => hour.Hour);
        var hours = new List<MineSpan>();
        for (var day = first; day <= last; day = day.PlusDays(1))
        {
            var expected = points.Count(point => point.Holds(day));
            hours.AddRange(
                MarketHour.Of(day).Select(hour => MineSpan.Of(hour, known.GetValueOrDefault(hour), expected)));
        }

        return hours;
    }

    /// <summary>Today as far as it is over, and how much of that is in; null for a member without a point.</summary>
    public async Task<(MineSpan Day, int? Completeness)?> TodayAsync(
        SecretToken token, MineProfile profile, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var today = now.InZone(MarketHour.Rome).Date;
        var hours = await HoursAsync(token, profile, today, today, cancellation);
        if (hours.Sum(hour => hour.Expected) == 0) return null;
        var over = hours.Where(hour => hour.Hour.End <= now).ToArray();
        var expected = over.Sum(hour => hour.Expected);
        return (MineSpan.Sum(hours), expected == 0 ? null : over.Sum(hour => hour.Arrived) * 100 / expected);
    }
}
