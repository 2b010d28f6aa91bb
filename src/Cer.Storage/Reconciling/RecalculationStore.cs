using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;
using Cer.Settlement.Closing;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Reconciling;

/// <summary>Recalculations by GSE in PostgreSQL: taken under the community's lock, once, and never changed.</summary>
public sealed class RecalculationStore(NpgsqlDataSource db) : IRecalculationStore
{
    private const string BasisSql = """
        select standing.state in ('closed', 'reconciled'), standing.run_id,
          (coalesce(settled.tip_cents, 0) + lines.tip)::bigint, (coalesce(settled.cac_cents, 0) + lines.cac)::bigint,
          (coalesce(settled.surplus_cents, 0) + lines.surplus)::bigint,
          (select count(*) from core.recalculation where community_id = $1 and corrects = $2)::int,
          (select count(*) from core.correction_line where community_id = $1 and corrects = $2),
          (select min(open.month) from core.standing_month as open where open.community_id = $1 and open.month <> $2
            and open.state not in ('closed', 'reconciled'))
        from core.standing_month as standing
        join core.settlement_month as settled on settled.community_id = standing.community_id and settled.month = standing.month
          and settled.run_id = standing.run_id
        cross join lateral (
          select coalesce(sum(tip_cents + surplus_cents), 0) as tip, coalesce(sum(cac_cents), 0) as cac,
            coalesce(sum(surplus_cents), 0) as surplus
          from core.correction where community_id = $1 and corrects = $2 and unit_id = 0) as lines
        where standing.community_id = $1 and standing.month = $2
        """;

    private const string UnitsSql = """
        select unit.code, (coalesce(own.tip_cents, 0) + coalesce(sum(line.tip_cents), 0))::bigint,
          (coalesce(own.cac_cents, 0) + coalesce(sum(line.cac_cents), 0))::bigint
        from core.standing_month as standing
        join core.unit_month as own on own.community_id = standing.community_id and own.month = standing.month
          and own.run_id = standing.run_id
        join core.unit as unit on unit.community_id = own.community_id and unit.id = own.unit_id
        left join core.correction as line on line.community_id = own.community_id and line.corrects = own.month
          and line.unit_id = own.unit_id
        where standing.community_id = $1 and standing.month = $2
        group by unit.code, own.tip_cents, own.cac_cents
        """;

    private const string TakenSql = """
        select taken.corrects, taken.number, taken.month, taken.import_id, taken.published, taken.former_tip, taken.former_cac,
          taken.former_surplus, taken.tip_cents, taken.cac_cents, taken.surplus_cents, taken.reason,
          coalesce(person.name, taken.taken_by), taken.taken_at
        from core.recalculation as taken
        left join core.person as person on taken.taken_by = 'person:' || person.id
        where taken.community_id = $1 and taken.corrects between $2 and $3 order by taken.corrects, taken.number
        """;

    private const string FindSql = """
        select number, month from core.recalculation where community_id = $1 and corrects = $2 and mark = $3
        """;

    private const string UndoneSql = """
        select exists (select from core.statement_undo where community_id = $1 and import_id = $2)
        """;

    private const string TakeSql = """
        insert into core.recalculation (community_id, corrects, number, month, import_id, published, run_id, former_tip, former_cac,
          former_surplus, tip_cents, cac_cents, surplus_cents, mark, reason, taken_by, taken_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """;

    private const string LinesSql = """
        insert into core.recalculation_line (community_id, corrects, number, unit_id, member_id, fund, tip_cents, cac_cents, surplus_cents)
        select $1, $2, $3, coalesce(unit.id, 0), coalesce(member.id, 0), sent.fund, sent.tip, sent.cac, sent.surplus
        from unnest($4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[])
          as sent (unit, member, fund, tip, cac, surplus)
        left join core.unit as unit on unit.community_id = $1 and unit.code = sent.unit
        left join core.member as member on member.community_id = $1 and member.code = sent.member
        """;

    public async Task<RecalculationBasis?> BasisAsync(CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await BasisAsync(connection, community, month, cancellation);
    }

    public async Task<IReadOnlyDictionary<string, (Money Tip, Money Cac)>> UnitsAsync(
        CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return (await connection.ListAsync(
            UnitsSql,
            row => (Unit: row.GetString(0), Tip: new Money(row.GetInt64(1)), Cac: new Money(row.GetInt64(2))),
            cancellation,
            community.Value,
            month.ToColumn())).ToDictionary(unit => unit.Unit, unit => (unit.Tip, unit.Cac), StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<TakenRecalculation>> TakenAsync(
        CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var lines = (await RecalculationRows.NumberedAsync(connection, community, cancellation))
            .ToLookup(one => (one.Line.Corrects, one.Number), one => one.Line.Difference);
        return await connection.ListAsync(
            TakenSql,
            row => new TakenRecalculation
            {
                Corrects = row.ReadMonth(0),
                Number = row.GetInt32(1),
                Month = row.ReadMonth(2),
                Import = row.GetInt64(3),
                Published = row.IsDBNull(4) ? null : row.ReadDay(4),
                Before = new(new(row.GetInt64(5)), new(row.GetInt64(6)), new(row.GetInt64(7))),
                Difference = new(new(row.GetInt64(8)), new(row.GetInt64(9)), new(row.GetInt64(10))),
                Reason = row.GetString(11),
                By = row.GetString(12),
                At = row.ReadInstant(13),
                Parts = [.. lines[(row.ReadMonth(0), row.GetInt32(1))]],
            },
            cancellation,
            community.Value,
            first.ToColumn(),
            last.ToColumn());
    }

    public async Task<RecalculationOutcome.Taken?> FindAsync(
        CommunityId community, YearMonth month, byte[] mark, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await FindAsync(connection, community, month, mark, cancellation);
    }

    public async Task<RecalculationOutcome> TakeAsync(
        CommunityId community, RecalculationProposal proposal, string reason, string who, Instant when, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var corrects = new YearMonth(proposal.Month.Year, proposal.Month.Month);
        if (await FindAsync(connection, community, corrects, proposal.Sha256(), cancellation) is { } before) return before;
        if (proposal.Basis.OpenMonth is not { } into
            || await BasisAsync(connection, community, corrects, cancellation) != proposal.Basis
            || await connection.ScalarAsync<bool>(UndoneSql, cancellation, community.Value, proposal.Import))
        {
            return new RecalculationOutcome.Conflict(
                "Found the month changed by somebody else meanwhile, expected it as it was looked at: look at it again.");
        }

        var number = proposal.Basis.Taken + 1;
        await connection.RunAsync(
            TakeSql,
            cancellation,
            community.Value,
            corrects.ToColumn(),
            number,
            into.ToColumn(),
            proposal.Import,
            proposal.Published?.ToColumn(),
            proposal.Basis.Run,
            proposal.Before.Tip.Cents,
            proposal.Before.Cac.Cents,
            proposal.Before.Surplus.Cents,
            proposal.Difference.Tip.Cents,
            proposal.Difference.Cac.Cents,
            proposal.Difference.Surplus.Cents,
            proposal.Sha256(),
            reason.Storable(),
            who.Storable(),
            when.ToUtc());
        Correction[] parts = [.. proposal.Parts];
        await connection.RunAsync(
            LinesSql,
            cancellation,
            community.Value,
            corrects.ToColumn(),
            number,
            Of(AmountKind.Unit),
            Of(AmountKind.Member),
            Array.ConvertAll(Of(AmountKind.Fund), fund => fund ?? ""),
            Array.ConvertAll(parts, part => part.Tip.Cents),
            Array.ConvertAll(parts, part => part.Cac.Cents),
            Array.ConvertAll(parts, part => part.Surplus.Cents));
        await transaction.CommitAsync(cancellation);
        return new RecalculationOutcome.Taken(number, into, true);

        string?[] Of(AmountKind kind) => Array.ConvertAll(parts, part => part.Owner.Kind == kind ? part.Owner.Id : null);
    }

    private static async Task<RecalculationOutcome.Taken?> FindAsync(
        NpgsqlConnection connection, CommunityId community, YearMonth month, byte[] mark, CancellationToken cancellation) =>
        (await connection.ListAsync(
            FindSql,
            row => new RecalculationOutcome.Taken(row.GetInt32(0), row.ReadMonth(1), false),
            cancellation,
            community.Value,
            month.ToColumn(),
            mark)).FirstOrDefault();

    private static async Task<RecalculationBasis?> BasisAsync(
        NpgsqlConnection connection, CommunityId community, YearMonth month, CancellationToken cancellation) =>
        (await connection.ListAsync(
            BasisSql,
            row => new RecalculationBasis(
                row.GetBoolean(0),
                row.GetInt64(1),
                new(new(row.GetInt64(2)), new(row.GetInt64(3)), new(row.GetInt64(4))),
                row.GetInt32(5),
                row.GetInt64(6),
                row.IsDBNull(7) ? null : row.ReadMonth(7)),
            cancellation,
            community.Value,
            month.ToColumn())).FirstOrDefault();
}
