using Cer.Domain.Metering;
using Cer.Exchange.UrbanDatasets;
using Npgsql;

namespace Cer.Storage;

/// <summary>Appends powers and reactive energies of one community; one statement, and none where nothing tells any.</summary>
/// <remarks>
/// What is older than is kept is left out. Told again with the same values it makes no row; of several rows of a quarter that of
/// the newest message stands.
/// </remarks>
internal sealed class SideWriter(NpgsqlConnection connection, int community, PointCatalog catalog)
{
    // The month that runs and three before it, as core.forget_powers has it.
    private const int MonthsBefore = 3;

    private const string AppendSql = """
        insert into core.power (community_id, pod_id, starts_at, unit_id, meter, ingest_id,
          withdrawn_ukw, injected_ukw, produced_ukw,
          withdrawn_capacitive_ukvarh, withdrawn_inductive_ukvarh, injected_capacitive_ukvarh,
          injected_inductive_ukvarh, produced_capacitive_ukvarh, produced_inductive_ukvarh)
        select $1, sent.*
        from unnest($2::int[], $3::timestamptz[], $4::int[], $5::smallint[], $6::bigint[], $9::bigint[],
          $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[])
          as sent (pod_id, starts_at, unit_id, meter, ingest_id, a, b, c, d, e, f, g, h, i)
        left join lateral (
          select * from core.power as p
          where p.community_id = $1 and p.pod_id = sent.pod_id and p.starts_at = sent.starts_at and p.unit_id = sent.unit_id
            and p.meter = sent.meter and p.starts_at between $7 and $8
          order by p.ingest_id desc limit 1) as told on true
        where told.pod_id is null
          or (told.withdrawn_ukw, told.injected_ukw, told.produced_ukw, told.withdrawn_capacitive_ukvarh,
              told.withdrawn_inductive_ukvarh, told.injected_capacitive_ukvarh, told.injected_inductive_ukvarh,
              told.produced_capacitive_ukvarh, told.produced_inductive_ukvarh)
            is distinct from (sent.a, sent.b, sent.c, sent.d, sent.e, sent.f, sent.g, sent.h, sent.i)
        on conflict do nothing
        """;

    private readonly List<(int Pod, DateTime Start, int Unit, short Meter, long Ingest, SideValues Values)> _waiting = [];

    /// <summary>Whether powers of a quarter that are told at an instant are kept.</summary>
    public static bool Keeps(DateTime start, DateTime received) => start >= FirstOf(received).AddMonths(-MonthsBefore);

    public void Add(Reading reading, SideValues values, DateTime received, long ingest)
    {
        var start = reading.Start.ToUtc();
        if (!Keeps(start, received)) return;
        var pod = catalog.PodId(reading.Pod);
        _waiting.Add((pod, start, catalog.UnitId(pod, reading.Unit), (short)reading.Meter, ingest, values));
    }

    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_waiting.Count == 0) return;
        object?[] values =
        [
            community,
            _waiting.ConvertAll(row => row.Pod),
            _waiting.ConvertAll(row => row.Start),
            _waiting.ConvertAll(row => row.Unit),
            _waiting.ConvertAll(row => row.Meter),
            _waiting.ConvertAll(row => row.Ingest),
            _waiting.Min(row => row.Start),
            _waiting.Max(row => row.Start),
            .. Enumerable.Range(0, SideValues.Count).Select(
                i => _waiting.ConvertAll(row => row.Values[(SideQuantity)i])),
        ];
        await using var command = connection.Command(AppendSql, values);
        await command.PrepareAsync(cancellation);
        await command.ExecuteNonQueryAsync(cancellation);
        _waiting.Clear();
    }

    private static DateTime FirstOf(DateTime day) => new(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Utc);
}
