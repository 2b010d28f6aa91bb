using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Npgsql;

namespace Cer.Storage;

/// <summary>Keeps lines apart that an operator must look at.</summary>
internal static class Quarantine
{
    private const string NoReason = "No reason given.";
    private const string WriteSql = """
        insert into core.quarantine (community_id, ingest_id, received_at, line, reason, pod, unit, meter, starts_at,
          minutes, injected_ukwh, withdrawn_ukwh, produced_ukwh, injected_total_ukwh, withdrawn_total_ukwh,
          produced_total_ukwh, quality)
        select $1, $2, $3, sent.* from unnest($4::int[], $5::text[], $6::text[], $7::text[], $8::smallint[],
          $9::timestamptz[], $10::int[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[],
          $16::bigint[], $17::text[]) as sent
        on conflict do nothing
        """;

    public static async Task WriteAsync(
        NpgsqlConnection connection, int community, long ingest, IntakeRecord record, CancellationToken cancellation)
    {
        if (record.Refusal is not null) return;
        LineFinding[] lines = [.. record.Lines.Where(line => line.Outcome == LineOutcome.Quarantined)];
        if (lines.Length == 0) return;
        await connection.RunAsync(
            WriteSql,
            cancellation,
            community,
            ingest,
            record.ReceivedAt.ToUtc(),
            Array.ConvertAll(lines, line => line.Line),
            Array.ConvertAll(lines, line => (line.Reason ?? NoReason).Storable()),
            Of(reading => reading.Pod.Code),
            Of(reading => reading.Unit?.Storable()),
            Of(reading => (short?)reading.Meter),
            Of(reading => (DateTime?)reading.Start.ToUtc()),
            Of(reading => (int?)reading.Minutes),
            Of(reading => reading.Injected.ToColumn()),
            Of(reading => reading.Withdrawn.ToColumn()),
            Of(reading => reading.Produced.ToColumn()),
            Of(reading => reading.InjectedTotal.ToColumn()),
            Of(reading => reading.WithdrawnTotal.ToColumn()),
            Of(reading => reading.ProducedTotal.ToColumn()),
            Of(reading => CodeLists.Qualities.Word(reading.Quality)));

        T?[] Of<T>(Func<Reading, T?> column) =>
            Array.ConvertAll(lines, line => line.Reading is { } reading ? column(reading) : default);
    }
}
