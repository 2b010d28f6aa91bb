using Cer.Operations.Paying;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying.Payouts;

/// <summary>Bookings of movements in PostgreSQL; the database itself refuses a movement that is booked twice.</summary>
public sealed class BookingStore(NpgsqlDataSource db) : IBookingStore
{
    private const string ListSql = """
        select moved.id, moved.on_day, moved.cents, coalesce(moved.words, moved.reference),
          case when booking.money_id is not null then 'money' when booking.sale_id is not null then 'sale' end,
          coalesce(money.month, sale.month), coalesce(money.kind, sale.kind), other.account, other.member_id, other.fund,
          booking.reason, coalesce(person.name, booking.made_by), booking.made_at, stands.turn is not null
        from core.bank_booking as booking
        join core.bank_movement as moved on moved.community_id = booking.community_id and moved.id = booking.movement_id
        left join core.standing_booking as stands on stands.community_id = booking.community_id
          and stands.movement_id = booking.movement_id and stands.turn = booking.turn
        left join core.money_entry as money on money.community_id = booking.community_id and money.id = booking.money_id
        left join core.sale_entry as sale on sale.community_id = booking.community_id and sale.id = booking.sale_id
        left join core.ledger_line as other on other.community_id = booking.community_id and other.entry_id = booking.entry_id
          and other.account <> 'bank'
        left join core.person as person on booking.made_by = 'person:' || person.id
        where booking.community_id = $1 order by booking.made_at desc, booking.movement_id desc, booking.turn desc limit 1000
        """;

    private const string FindSql = """
        select moved.on_day, moved.cents, coalesce(moved.reference, ''), moved.outcome = 'matched' or exists (
          select from core.standing_booking as stands where stands.community_id = $1 and stands.movement_id = $2),
          1 + coalesce((select max(turn) from core.bank_booking where community_id = $1 and movement_id = $2), 0)
        from core.bank_movement as moved where moved.community_id = $1 and moved.id = $2
        """;

    private const string MoneySql = """
        insert into core.{0} (community_id, standing, month, kind, cents, on_day, source, entered_by, entered_at)
        values ($1, 'received', $2, $3, $4, $5, $6, $7, $8) returning id
        """;

    private const string EntrySql = """
        select core.post_entry($1, $2, 'manual', $3, $4, $5, $6, $7, array['bank', $8], array[null, $9::int], array[null, $10::text],
          array[null, null]::date[], array[$11::bigint, -$11::bigint])
        """;

    private const string MemberSql = "select exists (select from core.member where community_id = $1 and id = $2)";

    private const string KeepSql = """
        with made as (
          insert into core.bank_booking (community_id, movement_id, turn, money_id, sale_id, entry_id, reason, made_by, made_at)
          values ($1, $2, $3, $4::bigint, $5::bigint, $6::int, $7, $8, $9) returning turn)
        insert into core.audit (community_id, who, what, detail)
        select $1, $8, 'bank_booking', jsonb_build_object('movement', $2::int, 'turn', turn) from made
        """;

    private const string StandingSql =
        "select money_id, sale_id, entry_id from core.standing_booking where community_id = $1 and movement_id = $2";

    private const string BackMoneySql = """
        insert into core.{0}
          (community_id, standing, month, kind, plant_id, cents, on_day, source, entered_by, entered_at, reverses, reason)
        select community_id, standing, month, kind, plant_id, -cents, on_day, source, $4, $5, id, $3
        from core.{0} where community_id = $1 and id = $2
        """;

    private const string BackEntrySql = "select core.reverse_entry($1, $2, $3, $4, $5, $6)";

    public async Task<IReadOnlyList<KeptBooking>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new KeptBooking(
                row.GetInt32(0),
                row.ReadDay(1),
                new(row.GetInt64(2)),
                row.ReadText(3),
                row.ReadText(4),
                row.IsDBNull(5) ? null : row.ReadMonth(5),
                row.ReadText(6),
                row.ReadText(7) is { } account ? new(account, row.ReadValue<int>(8), row.ReadText(9)) : null,
                row.GetString(10),
                row.GetString(11),
                row.ReadInstant(12),
                row.GetBoolean(13)),
            cancellation,
            community.Value);
    }

    public async Task<BookingOutcome> BookAsync(
        CommunityId community, int movement, Booking booking, string who, Instant when, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        await session.Connection.LockCommunityAsync(community.Value, cancellation);
        var found = await session.ListAsync(
            FindSql,
            row => (Day: row.ReadDay(0), Cents: row.GetInt64(1), Reference: row.GetString(2), Taken: row.GetBoolean(3),
                Turn: row.GetInt32(4)),
            cancellation,
            community.Value,
            movement);
        if (found is not [var moved]) return new BookingOutcome.Unknown();
        if (moved.Taken) return new BookingOutcome.Refused("Found a movement that is booked, expected one that is of nothing yet.");
        var document = moved.Reference.Length == 0 ? FormattableString.Invariant($"movimento {movement}") : moved.Reference;
        (long? money, long? sale, int? entry) = (null, null, null);
        switch (booking)
        {
            case Booking.OfGse gse:
                if (gse.Month.OnDayOfMonth(1) > moved.Day)
                    return new BookingOutcome.Refused("Found a month of energy after the movement, expected one before it.");
                var id = await session.ScalarAsync<long>(
                    Of(MoneySql, gse.Ledger), cancellation, community.Value, gse.Month.ToColumn(), gse.Kind, moved.Cents,
                    moved.Day.ToColumn(), document.Storable(), who.Storable(), when.ToUtc());
                if (gse.Ledger == Ledger.Sale) sale = id;
                else money = id;
                break;
            case Booking.OfAccount other:
                if (other.Account.Member is { } member
                    && !await session.ScalarAsync<bool>(MemberSql, cancellation, community.Value, member))
                    return new BookingOutcome.Refused("Found an account of no member, expected the number of one.");
                entry = await session.ScalarAsync<int>(
                    EntrySql, cancellation, community.Value, moved.Day.ToColumn(),
                    FormattableString.Invariant($"movement:{movement}:{moved.Turn}"), document.Storable(), other.Reason.Storable(),
                    who.Storable(), when.ToUtc(), other.Account.Kind, other.Account.Member, other.Account.Fund?.Storable(), moved.Cents);
                break;
        }

        await session.RunAsync(
            KeepSql, cancellation, community.Value, movement, moved.Turn, money, sale, entry, booking.Reason.Storable(), who.Storable(),
            when.ToUtc());
        await transaction.CommitAsync(cancellation);
        return new BookingOutcome.Done();
    }

    public async Task<BookingOutcome> UndoAsync(
        CommunityId community, int movement, string reason, LocalDate day, string who, Instant when, CancellationToken cancellation)
    {
        await using var session = await db.SessionAsync(cancellation);
        await using var transaction = await session.BeginTransactionAsync(cancellation);
        await session.Connection.LockCommunityAsync(community.Value, cancellation);
        var standing = await session.ListAsync(
            StandingSql,
            row => (Money: row.ReadValue<long>(0), Sale: row.ReadValue<long>(1), Entry: row.ReadValue<int>(2)),
            cancellation,
            community.Value,
            movement);
        if (standing is not [var booked])
            return new BookingOutcome.Refused("Found a movement that is not booked, expected one that is.");
        if (booked.Entry is { } entry)
        {
            await session.ScalarAsync<int>(
                BackEntrySql, cancellation, community.Value, entry, day.ToColumn(), reason.Storable(), who.Storable(), when.ToUtc());
        }
        else
        {
            var ledger = booked.Sale is null ? Ledger.Incentives : Ledger.Sale;
            await session.RunAsync(
                Of(BackMoneySql, ledger), cancellation, community.Value, booked.Sale ?? booked.Money, reason.Storable(), who.Storable(),
                when.ToUtc());
        }

        await transaction.CommitAsync(cancellation);
        return new BookingOutcome.Done();
    }

    private static string Of(string sql, Ledger ledger) =>
        sql.Replace("{0}", ledger == Ledger.Sale ? "sale_entry" : "money_entry", StringComparison.Ordinal);
}
