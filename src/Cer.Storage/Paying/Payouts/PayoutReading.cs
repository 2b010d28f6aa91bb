using Cer.Operations.Paying;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using Cer.Settlement.Payouts;
using Npgsql;

namespace Cer.Storage.Paying.Payouts;

/// <summary>Reads what is open and the batches that are kept, on a connection of the caller.</summary>
internal static class PayoutReading
{
    private const string OpenSql = """
        select member_id, entry_id, line, month, cents from core.open_item where community_id = $1 and cents <> 0
        order by member_id, entry_id, line
        """;

    private const string ApproversSql = """
        select coalesce((select approvers from core.approval_rule where community_id = $1 order by revision desc limit 1), 2)::int
        """;

    private const string BalancedSql = """
        select distinct month from core.money_entry as entry
        where community_id = $1 and standing = 'received' and kind in ('complete', 'recalculation') and reverses is null
          and not exists (select from core.money_entry as back where back.community_id = $1 and back.reverses = entry.id)
        """;

    // Of what came in for a month the members' part is theirs: the rest is of funds, and of the tax.
    // A fee that GSE took out is the community's debt, paid by what was owed to members: with the payment out of which it was taken it
    // counts as come in (civil code, art. 1241). A statement that does not repeat it leaves it as it was.
    private const string ReceivedSql = """
        with told as (
          select line.month, line.import_id, line.kind, max(line.published) as published, sum(line.amount_eur) as fee
          from core.statement_line as line
          where line.community_id = $1 and line.charge = 'fee' and not exists (
            select from core.statement_undo as undo where (undo.community_id, undo.import_id) = (line.community_id, line.import_id))
          group by line.month, line.import_id, line.kind),
        holding as (
          select distinct on (month, kind = 'advance') month, kind = 'advance' as advance, fee from told
          order by month, kind = 'advance', array_position(array['partial', 'complete', 'recalculation'], kind::text) desc nulls last,
            published desc nulls last, import_id desc),
        entry as (
          select month, coalesce(sum(cents) filter (where kind <> 'fee'), 0) as cents,
            coalesce(sum(cents) filter (where kind = 'fee'), 0) as fee,
            coalesce(sum(cents) filter (where kind = 'advance'), 0) <> 0 as advance,
            coalesce(sum(cents) filter (where kind in ('partial', 'complete', 'recalculation')), 0) <> 0 as settled
          from core.money_entry where community_id = $1 and standing = 'received' group by month),
        netted as (
          select entry.month, -sum(round(holding.fee * 100))::bigint as cents
          from entry join holding on holding.month = entry.month and case when holding.advance then entry.advance else entry.settled end
          group by entry.month),
        standing as (
          select line.month, coalesce(sum(line.cents) filter (where line.account = 'gse'), 0) as gross,
            -coalesce(sum(line.cents) filter (where line.account = 'member'), 0) as members
          from core.ledger_entry as entry
          join core.ledger_line as line on line.community_id = entry.community_id and line.entry_id = entry.id
          where entry.community_id = $1 and entry.kind in ('payable', 'reversal') and line.month is not null
          group by line.month),
        taken as (
          select line.month, sum(item.cents) as cents
          from core.payout_item as item
          join core.ledger_line as line on line.community_id = item.community_id and line.entry_id = item.entry_id
            and line.ordinal = item.line
          where item.community_id = $1 and line.month is not null
            and not exists (select from core.payout_end as gone where gone.community_id = $1 and gone.payout_id = item.payout_id)
            and not exists (select from core.payout_event as back where back.community_id = $1 and back.payout_id = item.payout_id
              and back.ordinal = item.ordinal and back.kind in ('rejected', 'returned'))
          group by line.month)
        select standing.month, standing.gross::bigint, standing.members::bigint,
          (coalesce(entry.cents, 0) + greatest(0, coalesce(netted.cents, 0) + coalesce(entry.fee, 0)))::bigint,
          coalesce(taken.cents, 0)::bigint
        from standing
        left join entry on entry.month = standing.month
        left join netted on netted.month = standing.month
        left join taken on taken.month = standing.month
        """;

    private const string CorrectedSql = """
        select corrects, month, sum(tip_cents + cac_cents + surplus_cents)::bigint from core.correction
        where community_id = $1 and unit_id = 0 group by corrects, month
        """;

    private const string BatchesSql = """
        select batch.id, batch.on_day, batch.approvers, batch.form, batch.sha256, batch.iban, null::text, batch.holder, batch.bic,
          coalesce(person.name, batch.made_by), batch.made_at, gone.reason, file.made_at, file.sha256,
          file.made_at is null and (
            exists (select from core.payout_payment as paid join core.member_bank as later
              on later.community_id = paid.community_id and later.member_id = paid.member_id and later.revision > paid.bank_revision
              where paid.community_id = batch.community_id and paid.payout_id = batch.id)
            or exists (select from core.payout_item as item join core.ledger_entry as back
              on back.community_id = item.community_id and back.reverses = item.entry_id
              where item.community_id = batch.community_id and item.payout_id = batch.id)
            or batch.approvers < coalesce((select approvers from core.approval_rule as rule
              where rule.community_id = batch.community_id order by rule.revision desc limit 1), 2))
        from core.payout as batch
        left join core.person as person on batch.made_by = 'person:' || person.id
        left join core.payout_end as gone on gone.community_id = batch.community_id and gone.payout_id = batch.id
        left join core.payout_file as file on file.community_id = batch.community_id and file.payout_id = batch.id
        where batch.community_id = $1 and ($2::int is null or batch.id = $2) order by batch.id desc
        """;

    private const string PaymentsSql = """
        select paid.payout_id, paid.ordinal, paid.end_to_end, paid.member_id, paid.iban, paid.treasury, paid.holder, paid.cents,
          paid.retained_cents,
          case when gone.payout_id is not null then 'cancelled' when returned.kind is not null then 'returned'
            when rejected.kind is not null then 'rejected' when booked.kind is not null then 'booked'
            when file.payout_id is not null then 'sent' else 'open' end,
          coalesce(returned.on_day, rejected.on_day, booked.on_day, batch.on_day), coalesce(returned.code, rejected.code)
        from core.payout_payment as paid
        join core.payout as batch on batch.community_id = paid.community_id and batch.id = paid.payout_id
        left join core.payout_end as gone on gone.community_id = paid.community_id and gone.payout_id = paid.payout_id
        left join core.payout_file as file on file.community_id = paid.community_id and file.payout_id = paid.payout_id
        left join core.payout_event as booked on booked.community_id = paid.community_id and booked.payout_id = paid.payout_id
          and booked.ordinal = paid.ordinal and booked.kind = 'booked'
        left join core.payout_event as rejected on rejected.community_id = paid.community_id
          and rejected.payout_id = paid.payout_id and rejected.ordinal = paid.ordinal and rejected.kind = 'rejected'
        left join core.payout_event as returned on returned.community_id = paid.community_id
          and returned.payout_id = paid.payout_id and returned.ordinal = paid.ordinal and returned.kind = 'returned'
        where paid.community_id = $1 and ($2::int is null or paid.payout_id = $2)
        order by paid.payout_id, paid.ordinal
        """;

    private const string ApprovalsSql = """
        select approval.payout_id, person.id, person.name, approval.approved_at
        from core.payout_approval as approval join core.person as person on person.id = approval.person_id
        where approval.community_id = $1 and ($2::int is null or approval.payout_id = $2) order by approval.approved_at, person.id
        """;

    public static async Task<PayoutBasis> BasisAsync(
        this NpgsqlConnection connection, CommunityId community, CancellationToken cancellation)
    {
        var open = await connection.ListAsync(
            OpenSql,
            row => new OpenItem(
                row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.IsDBNull(3) ? null : row.ReadMonth(3), new(row.GetInt64(4))),
            cancellation,
            community.Value);
        var banks = await BankStore.MembersAsync(connection, community, cancellation);
        return new(
            open,
            await BankStore.RuleAsync(connection, community, cancellation),
            await connection.ScalarAsync<int>(ApproversSql, cancellation, community.Value),
            await BankStore.CommunityAsync(connection, community, cancellation),
            banks.GroupBy(bank => bank.Member).Select(own => own.Last()).Where(bank => bank.Account is not null)
                .ToDictionary(bank => bank.Member),
            (await connection.ListAsync(BalancedSql, row => row.ReadMonth(0), cancellation, community.Value)).ToHashSet(),
            ReceivedMoney.Left(
                await connection.ListAsync(
                    ReceivedSql,
                    row => new ReceivedMonth(
                        row.ReadMonth(0), new(row.GetInt64(1)), new(row.GetInt64(2)), new(row.GetInt64(3)), new(row.GetInt64(4))),
                    cancellation,
                    community.Value),
                await connection.ListAsync(
                    CorrectedSql,
                    row => new MovedCorrection(row.ReadMonth(0), row.ReadMonth(1), new(row.GetInt64(2))),
                    cancellation,
                    community.Value)));
    }

    public static async Task<IReadOnlyList<KeptPayout>> BatchesAsync(
        this NpgsqlConnection connection, CommunityId community, int? payout, CancellationToken cancellation)
    {
        var payments = (await connection.ListAsync(PaymentsSql, Payment, cancellation, community.Value, payout))
            .ToLookup(row => row.Payout, row => row.Payment);
        var approvals = (await connection.ListAsync(
            ApprovalsSql,
            row => (Payout: row.GetInt32(0), Approval: new Approval(row.GetInt32(1), row.GetString(2), row.ReadInstant(3))),
            cancellation,
            community.Value,
            payout)).ToLookup(row => row.Payout, row => row.Approval);
        return await connection.ListAsync(
            BatchesSql,
            row => new KeptPayout
            {
                Id = row.GetInt32(0),
                Day = row.ReadDay(1),
                Approvers = row.GetInt16(2),
                IsList = row.GetString(3) == "list",
                Mark = Hex(row, 4)!,
                From = BankStore.Account(row, 5) ?? new(null, null, row.GetString(7)),
                Bic = row.ReadText(8),
                By = row.GetString(9),
                At = row.ReadInstant(10),
                EndedFor = row.ReadText(11),
                SentAt = row.IsDBNull(12) ? null : row.ReadInstant(12),
                FileSha256 = Hex(row, 13),
                IsStale = row.GetBoolean(14) && row.IsDBNull(11),
                Approvals = [.. approvals[row.GetInt32(0)]],
                Payments = [.. payments[row.GetInt32(0)]],
            },
            cancellation,
            community.Value,
            payout);
    }

    private static (int Payout, KeptPayment Payment) Payment(NpgsqlDataReader row)
    {
        var state = PaymentWords.Of(row.GetString(9));
        return (row.GetInt32(0), new(
            row.GetInt32(1),
            row.GetString(2),
            row.GetInt32(3),
            BankStore.Account(row, 4),
            new(row.GetInt64(7)),
            new(row.GetInt64(8)),
            state,
            state is PaymentState.Open or PaymentState.Cancelled ? null : row.ReadDay(10),
            row.ReadText(11)));
    }

    private static string? Hex(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Convert.ToHexStringLower(row.GetFieldValue<byte[]>(column));
}
