using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Truth;

/// <summary>Reads what people have recorded that the intake goes by; most communities have nothing, and are asked once.</summary>
internal static class IntakeGroundReader
{
    private const string AnySql = """
        select exists (select from core.meter_swap where community_id = $1),
          coalesce((select required from core.consent_rule where community_id = $1 order by id desc limit 1), false),
          core.kept_from('reading')
        """;

    private const string SwapsSql = """
        select pod.code, swap.meter, swap.at, injected_initial_ukwh, withdrawn_initial_ukwh, produced_initial_ukwh,
          unit.code
        from core.meter_swap as swap
        join core.pod as pod on (pod.community_id, pod.id) = (swap.community_id, swap.pod_id)
        left join core.unit as unit on (unit.community_id, unit.id) = (swap.community_id, swap.unit_id)
        where swap.community_id = $1
        """;

    private const string HoldersSql = """
        select pod.code, held.member_id, held.from_day, held.to_day
        from core.membership as held
        join core.member_terms as terms on (terms.community_id, terms.version, terms.member_id)
          = (held.community_id, held.version, held.member_id)
        join core.pod as pod on (pod.community_id, pod.id) = (held.community_id, held.pod_id)
        where held.community_id = $1 and terms.category = 'natural_person'
          and held.version = (select max(version) from core.definition where community_id = $1)
        """;

    private const string GivenSql = """
        select member_id, from_day, to_day from core.consent as given
        where community_id = $1 and purpose = 'quarter_hours' and not exists (
          select from core.consent_withdrawal as gone
          where (gone.community_id, gone.consent_id) = (given.community_id, given.id))
        """;

    public static async Task<IntakeGround> ReadAsync(NpgsqlConnection connection, int community, CancellationToken cancellation)
    {
        var (swapped, required, kept) = (await connection.PreparedListAsync(
            AnySql,
            row => (row.GetBoolean(0), row.GetBoolean(1), row.IsDBNull(2) ? (Instant?)null : row.ReadInstant(2)),
            cancellation,
            community))[0];
        var swaps = swapped
            ? await connection.ListAsync(
                SwapsSql,
                row => new KeptSwap(
                    Pod.Parse(row.GetString(0), null),
                    (MeterRole)row.GetInt16(1),
                    new(row.ReadInstant(2), row.ReadEnergyOrNone(3), row.ReadEnergyOrNone(4), row.ReadEnergyOrNone(5)),
                    row.ReadText(6)),
                cancellation,
                community)
            : [];
        if (!required) return new(swaps, ConsentBook.Open) { KeptFrom = kept };
        var holders = await connection.ListAsync(
            HoldersSql,
            row => (Pod: Pod.Parse(row.GetString(0), null),
                Held: (row.GetInt32(1), row.ReadDay(2), row.IsDBNull(3) ? (LocalDate?)null : row.ReadDay(3))),
            cancellation,
            community);
        var given = await connection.ListAsync(
            GivenSql, row => (Member: row.GetInt32(0), Days: (row.ReadDay(1), row.ReadDay(2))), cancellation, community);
        return new(
            swaps,
            new(true, holders.ToLookup(one => one.Pod, one => one.Held), given.ToLookup(one => one.Member, one => one.Days)))
        {
            KeptFrom = kept,
        };
    }
}
