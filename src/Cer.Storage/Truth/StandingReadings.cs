using System.Globalization;
using System.Runtime.CompilerServices;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Truth;

/// <summary>Reads what stands of the readings of a span, by point, start, unit and meter; inside a transaction.</summary>
internal static class StandingReadings
{
    private const int RankColumn = 12;

    /// <summary>Streams it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="community">The community.</param>
    /// <param name="catalog">Its points and units.</param>
    /// <param name="span">The intervals that start in it.</param>
    /// <param name="at">As it was known at an instant; now when null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="points">The store's numbers of the points; all when null.</param>
    public static async IAsyncEnumerable<EffectiveReading> ReadAsync(
        NpgsqlConnection connection,
        int community,
        PointCatalog catalog,
        Interval span,
        Instant? at,
        [EnumeratorCancellation] CancellationToken cancellation,
        int[]? points = null)
    {
        var (pods, units) = (catalog.PodsById(), catalog.UnitsById());
        var decided = await PrecedenceStore.ListAsync(connection, community, cancellation);
        if (at is { } then) decided = [.. decided.Where(one => one.At <= then)];
        await using var command = connection.Command(
            Sql(decided, at, points), community, span.Start.ToUtc(), span.End.ToUtc());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var hour = new List<ReadingWord>();
        while (await reader.ReadAsync(cancellation))
        {
            var word = new ReadingWord(
                ReadingStore.Read(reader, pods, units), reader.GetInt32(RankColumn), reader.GetInt32(RankColumn + 1));
            if (hour.Count > 0 && !AreOfOneHour(hour[0].Reading, word.Reading))
            {
                foreach (var one in Resolve(hour)) yield return one;
                hour.Clear();
            }

            hour.Add(word);
        }

        foreach (var one in Resolve(hour)) yield return one;
    }

    private static IEnumerable<EffectiveReading> Resolve(List<ReadingWord> hour) => hour.Count == 0 ? []
        : EffectiveHour.IsPlain(hour) ? hour.Select(word => new EffectiveReading(word.Reading, [word]))
        : EffectiveHour.Of(hour);

    private static bool AreOfOneHour(Reading one, Reading other) =>
        one.Pod == other.Pod && one.Start.ToUnixTimeSeconds() / 3600 == other.Start.ToUnixTimeSeconds() / 3600;

    private static string Sql(IReadOnlyList<Precedence> decided, Instant? at, int[]? points)
    {
        var of = points is null ? ""
            : string.Create(CultureInfo.InvariantCulture, $"and r.pod_id = any ('{{{string.Join(',', points)}}}'::int[])");
        return $"""
            select pod_id, starts_at, unit_id, meter, minutes, injected_ukwh, withdrawn_ukwh, produced_ukwh,
              injected_total_ukwh, withdrawn_total_ukwh, produced_total_ukwh, quality,
              {EffectiveReadings.Rank("r", decided)}, revision
            from core.reading as r
            where {Among("r", at)} {of} and {EffectiveReadings.IsTheWord("r", Among("later", at))}
            order by pod_id, starts_at, unit_id, meter, minutes desc, 13 desc
            """;
    }

    private static string Among(string row, Instant? at) =>
        $"{row}.community_id = $1 and {row}.starts_at >= $2 and {row}.starts_at < $3"
        + (at is { } then ? $" and {row}.received_at <= '{EffectiveReadings.Time(then)}'" : "");
}
