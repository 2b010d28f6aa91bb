using Cer.Operations.Paying;
using Cer.Operations.People;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Storage.Paying;

/// <summary>Approved amounts and their approvals, read and written inside a transaction of the caller.</summary>
internal static class PayableRows
{
    private const string KeptSql = """
        select payable.month, payable.revision, payable.run_id, payable.sha256, payable.approvers,
          (select coalesce(sum(line.net_cents), 0)::bigint from core.payable_line as line
            where line.community_id = payable.community_id and line.month = payable.month
              and line.revision = payable.revision)
        from core.payable as payable
        where payable.community_id = $1 and payable.month between $2 and $3
        order by payable.month, payable.revision
        """;

    private const string ApprovalsSql = """
        select approval.month, approval.revision, person.id, person.name, approval.approved_at
        from core.payable_approval as approval
        join core.person as person on person.id = approval.person_id
        where approval.community_id = $1 and approval.month between $2 and $3
        order by approval.month, approval.revision, approval.approved_at, person.id
        """;

    private const string BasisSql = """
        select (select run_id from core.standing_month where community_id = $1 and month = $2),
          (select count(*) from core.tax_profile where community_id = $1),
          (select coalesce(max(revision), 0) from core.approval_rule where community_id = $1),
          (select count(*) from core.correction where community_id = $1 and month = $2)
        """;

    private const string AddSql = """
        insert into core.payable (community_id, month, revision, run_id, sha256, approvers, made_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string LinesSql = """
        insert into core.payable_line (community_id, month, revision, ordinal, member_id, fund, gross_cents, withheld_cents,
          vat_cents, net_cents, tax_revision)
        select $1, $2, $3, sent.ordinal, member.id, sent.fund, sent.gross, sent.withheld, sent.vat, sent.net, sent.tax
        from unnest($4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[], $10::int[])
          with ordinality as sent (member, fund, gross, withheld, vat, net, tax, ordinal)
        left join core.member as member on member.community_id = $1 and member.code = sent.member
        """;

    private const string ApproveSql = """
        insert into core.payable_approval (community_id, month, revision, person_id, approved_at)
        values ($1, $2, $3, $4, $5)
        """;

    private const string AuditSql = """
        insert into core.audit (community_id, who, what, detail)
        values ($1, $2, 'payable_approval', jsonb_build_object('month', $3::date, 'revision', $4::int, 'run', $5::bigint))
        """;

    public static async Task<IReadOnlyList<KeptPayable>> PayablesAsync(
        this Session connection, CommunityId community, YearMonth first, YearMonth last, CancellationToken cancellation)
    {
        var approvals = (await connection.ListAsync(
            ApprovalsSql,
            row => (
                Key: (row.ReadMonth(0), row.GetInt32(1)),
                Approval: new Approval(row.GetInt32(2), row.GetString(3), row.ReadInstant(4))),
            cancellation,
            community.Value,
            first.ToColumn(),
            last.ToColumn())).ToLookup(row => row.Key, row => row.Approval);
        return await connection.ListAsync(
            KeptSql,
            row => new KeptPayable(
                row.ReadMonth(0),
                row.GetInt32(1),
                row.GetInt64(2),
                Convert.ToHexStringLower(row.GetFieldValue<byte[]>(3)),
                row.GetInt16(4),
                new(row.GetInt64(5)),
                [.. approvals[(row.ReadMonth(0), row.GetInt32(1))]]),
            cancellation,
            community.Value,
            first.ToColumn(),
            last.ToColumn());
    }

    public static async Task<ApproveOutcome> ApproveAsync(
        this Session connection,
        CommunityId community,
        PayableDraft draft,
        Person person,
        Instant when,
        CancellationToken cancellation)
    {
        var month = draft.Month.ToColumn();
        var basis = (await connection.ListAsync(
            BasisSql,
            row => new DraftBasis(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2)) { Corrections = row.GetInt64(3) },
            cancellation,
            community.Value,
            month)).Single();
        if (basis != draft.Basis) return Payables.Changed;
        var kept = await connection.PayablesAsync(community, draft.Month, draft.Month, cancellation);
        var latest = kept.Count == 0 ? null : kept[^1];
        var known = latest?.Mark == draft.Mark ? latest : null;
        if (known is { IsApproved: true })
            return new ApproveOutcome.Refused("Found amounts that are approved, expected a draft.");
        if (known?.Approvals.Any(approval => approval.Person == person.Id) == true)
            return new ApproveOutcome.Refused(
                "Found your own approval of these amounts, expected that of another person: two different people approve.");
        var revision = known?.Revision ?? (latest?.Revision ?? 0) + 1;
        if (known is null) await connection.KeepAsync(community, draft, revision, when, cancellation);
        await connection.RunAsync(
            ApproveSql, cancellation, community.Value, month, revision, person.Id, when.ToUtc());
        await connection.RunAsync(
            AuditSql, cancellation, community.Value, person.Signature, month, revision, draft.Basis.Run);
        return new ApproveOutcome.Approved(
            (await connection.PayablesAsync(community, draft.Month, draft.Month, cancellation))[^1]);
    }

    private static async Task KeepAsync(
        this Session connection,
        CommunityId community,
        PayableDraft draft,
        int revision,
        Instant when,
        CancellationToken cancellation)
    {
        var month = draft.Month.ToColumn();
        await connection.RunAsync(
            AddSql,
            cancellation,
            community.Value,
            month,
            revision,
            draft.Basis.Run,
            draft.Sha256(),
            (short)draft.Approvers,
            when.ToUtc());
        await connection.RunAsync(
            LinesSql,
            cancellation,
            community.Value,
            month,
            revision,
            draft.Lines.Select(line => line.Member?.Id).ToArray(),
            draft.Lines.Select(line => line.Fund).ToArray(),
            draft.Lines.Select(line => line.Amount!.Gross.Cents).ToArray(),
            draft.Lines.Select(line => line.Amount!.Withheld.Cents).ToArray(),
            draft.Lines.Select(line => line.Amount!.Vat.Cents).ToArray(),
            draft.Lines.Select(line => line.Amount!.Net.Cents).ToArray(),
            draft.Lines.Select(line => line.Profile?.Revision).ToArray());
    }
}
