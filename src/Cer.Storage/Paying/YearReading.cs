using Cer.Domain;
using Cer.Operations.Paying.Books;
using Cer.Operations.Ports;

namespace Cer.Storage.Paying;

/// <summary>Adds up a year of the books.</summary>
internal static class YearReading
{
    // What a member is owed lies on three accounts: open, kept back, on its way.
    private const string MembersSql = """
        with told as (
          select line.member_id, line.account, line.cents, entry.on_day < make_date($2, 1, 1) as before,
            case when entry.kind = 'reversal' then former.kind else entry.kind end as kind
          from core.ledger_line as line
          join core.ledger_entry as entry on entry.community_id = line.community_id and entry.id = line.entry_id
          left join core.ledger_entry as former on former.community_id = entry.community_id and former.id = entry.reverses
          where line.community_id = $1 and line.member_id is not null and entry.on_day <= make_date($2, 12, 31))
        select member_id,
          coalesce(-sum(cents) filter (where before and account <> 'tax'), 0)::bigint,
          coalesce(-sum(cents) filter (where not before and kind = 'payable'), 0)::bigint,
          coalesce(-sum(cents) filter (where not before and account = 'tax'), 0)::bigint,
          coalesce(-sum(cents) filter (where not before and kind = 'manual' and account <> 'tax'), 0)::bigint,
          coalesce(sum(cents) filter (where not before and kind = 'booked' and account = 'transit'), 0)::bigint,
          coalesce(-sum(cents) filter (where not before and kind = 'returned'), 0)::bigint,
          coalesce(-sum(cents) filter (where account = 'retained'), 0)::bigint,
          coalesce(-sum(cents) filter (where account = 'transit'), 0)::bigint,
          coalesce(-sum(cents) filter (where account <> 'tax'), 0)::bigint
        from told group by member_id order by member_id
        """;

    private const string FundsSql = """
        select line.fund,
          coalesce(-sum(line.cents) filter (where entry.on_day < make_date($2, 1, 1)), 0)::bigint,
          coalesce(-sum(line.cents) filter (where entry.on_day >= make_date($2, 1, 1) and entry.kind <> 'manual'), 0)::bigint,
          coalesce(sum(line.cents) filter (where entry.on_day >= make_date($2, 1, 1) and entry.kind = 'manual'), 0)::bigint,
          coalesce(-sum(line.cents), 0)::bigint
        from core.ledger_line as line
        join core.ledger_entry as entry on entry.community_id = line.community_id and entry.id = line.entry_id
        where line.community_id = $1 and line.fund is not null and entry.on_day <= make_date($2, 12, 31)
        group by line.fund order by line.fund
        """;

    // What was approved in the year; approved anew, the former amounts count with a minus. Of the run that each stands on.
    private const string Posted = """
        with posted as (
          select payable.month, payable.revision, payable.run_id, case when former.id is null then 1 else -1 end as sign
          from core.ledger_entry as entry
          left join core.ledger_entry as former on former.community_id = entry.community_id and former.id = entry.reverses
          join core.payable as payable on payable.community_id = entry.community_id and coalesce(former.source, entry.source)
            = format('payable:%s:%s', to_char(payable.month, 'YYYY-MM'), payable.revision)
          where entry.community_id = $1 and entry.on_day between make_date($2, 1, 1) and make_date($2, 12, 31)
            and coalesce(former.kind, entry.kind) = 'payable')
        """;

    private const string SharesSql = $"""
        {Posted}
        select posted.month, line.member_id, line.fund,
          sum(posted.sign * coalesce(own.tip_cents, pool.tip_cents, 0))::bigint,
          sum(posted.sign * coalesce(own.cac_cents, pool.cac_cents, 0))::bigint,
          sum(posted.sign * coalesce(own.surplus_cents, pool.surplus_cents, 0))::bigint,
          sum(posted.sign * line.gross_cents)::bigint, sum(posted.sign * line.withheld_cents)::bigint
        from posted
        join core.payable_line as line on line.community_id = $1 and line.month = posted.month and line.revision = posted.revision
        left join core.member_month as own on own.community_id = $1 and own.month = posted.month and own.run_id = posted.run_id
          and own.member_id = line.member_id
        left join core.fund_month as pool on pool.community_id = $1 and pool.month = posted.month and pool.run_id = posted.run_id
          and pool.fund = line.fund
        group by posted.month, line.member_id, line.fund
        order by posted.month, line.member_id nulls last, line.fund
        """;

    // The shared energy is that of the last amounts; sums of money are those of all that was approved and taken back.
    private const string MonthsSql = $"""
        {Posted}
        select posted.month, (array_agg(settled.shared_ukwh order by posted.revision desc))[1],
          sum(posted.sign * coalesce(settled.tip_cents, 0))::bigint, sum(posted.sign * coalesce(settled.surplus_cents, 0))::bigint
        from posted
        join core.settlement_month as settled on settled.community_id = $1 and settled.month = posted.month
          and settled.run_id = posted.run_id
        group by posted.month order by posted.month
        """;

    private const string BalancesSql = """
        select line.account, coalesce(sum(line.cents) filter (where entry.on_day < make_date($2, 1, 1)), 0)::bigint,
          coalesce(sum(line.cents) filter (where entry.on_day >= make_date($2, 1, 1) and line.cents > 0), 0)::bigint,
          coalesce(-sum(line.cents) filter (where entry.on_day >= make_date($2, 1, 1) and line.cents < 0), 0)::bigint
        from core.ledger_line as line
        join core.ledger_entry as entry on entry.community_id = line.community_id and entry.id = line.entry_id
        where line.community_id = $1 and entry.on_day <= make_date($2, 12, 31)
        group by line.account
        order by array_position(array['bank', 'gse', 'sale', 'fee', 'tax', 'transit', 'fund', 'member', 'retained'], line.account)
        """;

    private const string PaymentsSql = """
        select paid.member_id, told.on_day, case told.kind when 'booked' then paid.cents else -paid.cents end
        from core.payout_event as told
        join core.payout_payment as paid on paid.community_id = told.community_id and paid.payout_id = told.payout_id
          and paid.ordinal = told.ordinal
        where told.community_id = $1 and told.kind in ('booked', 'returned')
          and told.on_day between make_date($2, 1, 1) and make_date($2, 12, 31)
        order by told.on_day, told.payout_id, told.ordinal, told.kind
        """;

    public static async Task<YearAccount> YearAsync(Session session, CommunityId community, int year, CancellationToken cancellation)
    {
        var members = await session.ListAsync(
            MembersSql,
            row => new YearMember(
                row.GetInt32(0), new(row.GetInt64(1)), new(row.GetInt64(2)), new(row.GetInt64(3)), new(row.GetInt64(4)),
                new(row.GetInt64(5)), new(row.GetInt64(6)), new(row.GetInt64(7)), new(row.GetInt64(8)), new(row.GetInt64(9))),
            cancellation,
            community.Value,
            year);
        var funds = await session.ListAsync(
            FundsSql,
            row => new YearFund(
                row.GetString(0), new(row.GetInt64(1)), new(row.GetInt64(2)), new(row.GetInt64(3)), new(row.GetInt64(4))),
            cancellation,
            community.Value,
            year);
        return new(year, members, funds)
        {
            Shares = await session.ListAsync(
                SharesSql,
                row => new YearShare(
                    row.ReadMonth(0), row.ReadValue<int>(1), row.ReadText(2), new(row.GetInt64(3)), new(row.GetInt64(4)),
                    new(row.GetInt64(5)), new(row.GetInt64(6)), new(row.GetInt64(7))),
                cancellation,
                community.Value,
                year),
            Months = await session.ListAsync(
                MonthsSql,
                row => new YearMonthDealt(
                    row.ReadMonth(0), Energy.FromMicroKilowattHours(row.GetInt64(1)), new(row.GetInt64(2)), new(row.GetInt64(3))),
                cancellation,
                community.Value,
                year),
            Balances = await session.ListAsync(
                BalancesSql,
                row => new YearBalance(row.GetString(0), new(row.GetInt64(1)), new(row.GetInt64(2)), new(row.GetInt64(3))),
                cancellation,
                community.Value,
                year),
            Payments = await session.ListAsync(
                PaymentsSql,
                row => new YearPayment(row.GetInt32(0), row.ReadDay(1), new(row.GetInt64(2))),
                cancellation,
                community.Value,
                year),
        };
    }
}
