using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>Writes down which quarters an import stands behind: all that its file tells, also what was known.</summary>
internal static class CurveVouch
{
    private const string VouchSql = """
        insert into core.curve_vouch (community_id, import_id, pod_id, unit_id, class, spans)
        select $1, $2, pod_id, unit_id, core.reading_class('distributor', quality), range_agg(tstzrange(from_at, to_at))
        from unnest($3::int[], $4::int[], $5::text[], $6::timestamptz[], $7::timestamptz[])
          as told (pod_id, unit_id, quality, from_at, to_at)
        group by pod_id, unit_id, core.reading_class('distributor', quality)
        """;

    public static async Task WriteAsync(
        NpgsqlConnection connection,
        PointCatalog catalog,
        CommunityId community,
        long import,
        IReadOnlyList<Reading> readings,
        CancellationToken cancellation)
    {
        var spans = new List<(Reading First, DateTime From, DateTime To)>();
        foreach (var reading in readings)
        {
            var (start, end) = (reading.Start.ToUtc(), reading.Start.ToUtc().AddMinutes(reading.Minutes));
            if (spans.Count > 0 && spans[^1] is var last && last.To == start && last.First.Pod == reading.Pod
                && last.First.Quality == reading.Quality) spans[^1] = last with { To = end };
            else spans.Add((reading, start, end));
        }

        int[] pods = [.. spans.Select(span => catalog.PodId(span.First.Pod))];
        await connection.RunAsync(
            VouchSql,
            cancellation,
            community.Value,
            import,
            pods,
            spans.Select((span, i) => catalog.UnitId(pods[i], span.First.Unit)).ToArray(),
            spans.Select(span => CodeLists.Qualities.Word(span.First.Quality)).ToArray(),
            spans.Select(span => span.From).ToArray(),
            spans.Select(span => span.To).ToArray());
    }
}
