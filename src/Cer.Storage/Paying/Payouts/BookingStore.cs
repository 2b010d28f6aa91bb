using Cer.Domain;
using Cer.Operations.Paying;
using Cer.Operations.Paying.Books;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying.Payouts;

/// <summary>Bookings of movements in PostgreSQL; the database itself refuses a movement that is booked twice.</summary>
public sealed class BookingStore(NpgsqlDataSource db) : IBookingStore
{
    private const string ListSql = """
        select moved.id, booking.part, count(*) over (partition by booking.movement_id, booking.turn), moved.on_day,
          coalesce(money.cents, sale.cents, moved.cents), coalesce(moved.words, moved.reference),
          case when booking.money_id is not null then 'money' when booking.sale_id is not null then 'sale' end,
          coalesce(money.month, sale.month), coalesce(money.kind, sale.kind), other.account, other.member_id, other.fund,
          booking.reason, coalesce(person.name, booking.made_by), booking.made_at, stands.turn is not null
        from core.bank_booking as booking
        join core.bank_movement as moved on moved.community_id = booking.community_id and moved.id = booking.movement_id
        left join core.standing_booking as stands on stands.community_id = booking.community_id
          and stands.movement_id = booking.movement_id and stands.turn = booking.turn and stands.part = booking.part
        left join core.money_entry as money on money.community_id = booking.community_id and money.id = booking.money_id
        left join core.sale_entry as sale on sale.community_id = booking.community_id and sale.id = booking.sale_id
        left join core.ledger_line as other on other.community_id = booking.community_id and other.entry_id = booking.entry_id
          and other.account <> 'bank'
        left join core.person as person on booking.made_by = 'person:' || person.id
        where booking.community_id = $1 order by booking.made_at desc, booking.movement_id desc, booking.turn desc, booking.part
        limit 1000
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
          insert into core.bank_booking
            (community_id, movement_id, turn, part, money_id, sale_id, entry_id, reason, made_by, made_at)
          values ($1, $2, $3, $4, $5::bigint, $6::bigint, $7::int, $8, $9, $10) returning turn, part)
        insert into core.audit (community_id, who, what, detail)
        select $1, $9, 'bank_booking', jsonb_build_object('movement', $2::int, 'turn', turn, 'part', part) from made
        """;

    private const string StandingSql =
        "select money_id, sale_id, entry_id from core.standing_booking where community_id = $1 and movement_id = $2 order by part";

    private const string BackMoneySql = """
        insert into core.{0}
          (community_id, standing, month, kind, plant_id, cents, on_day, source, entered_by, entered_at, reverses, reason)
        select community_id, standing, month, kind, plant_id, -cents, on_day, source, $4, $5, id, $3
        from core.{0} where community_id = $1 and id = $2
        returning month, kind, cents, on_day, source
        """;

    private const string BackEntrySql = "select core.reverse_entry($1, $2, $3, $4, $5, $6)";

    public async Task<IReadOnlyList<KeptBooking>> ListAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new KeptBooking(
                row.GetInt32(0),
                row.GetInt32(1),
                (int)row.GetInt64(2),
                row.ReadDay(3),
                new(row.GetInt64(4)),
                row.ReadText(5),
                row.ReadText(6),
                row.IsDBNull(7) ? null : row.ReadMonth(7),
                row.ReadText(8),
                row.ReadText(9) is { } account ? new(account, row.ReadValue<int>(10), row.ReadText(11)) : null,
                row.GetString(12),
                row.GetString(13),
                row.ReadInstant(14),
                row.GetBoolean(15)),
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
            row => new Moved(movement, row.ReadDay(0), new(row.GetInt64(1)), row.GetString(2), row.GetBoolean(3), row.GetInt32(4)),
            cancellation,
            community.Value,
            movement);
        if (found is not [var moved]) return new BookingOutcome.Unknown();
        if (moved.Taken) return new BookingOutcome.Refused("Found a movement that is booked, expected one that is of nothing yet.");
        var act = new Act(session, community, moved, booking.Reason, who, when, cancellation);
        var outcome = booking switch
        {
            Booking.OfGse gse => await BookAsync(act, gse.Parts),
            Booking.OfAccount other => await BookAsync(act, other.Account),
            _ => throw new NotSupportedException("Found a booking that is not known."),
        };
        if (outcome is BookingOutcome.Done) await transaction.CommitAsync(cancellation);
        return outcome;
    }

    private static async Task<BookingOutcome> BookAsync(Act act, IReadOnlyList<GsePart> parts)
    {
        if (parts.Any(part => part.Month.OnDayOfMonth(1) > act.Moved.Day))
            return new BookingOutcome.Refused("Found a month of energy after the movement, expected one before it.");
        var sum = parts.Sum(part => (part.Amount ?? act.Moved.Amount).Cents);
        if (sum != act.Moved.Amount.Cents)
        {
            return new BookingOutcome.Refused(FormattableString.Invariant(
                $"Found parts of {new Money(sum).Eur:0.00} EUR, expected the {act.Moved.Amount.Eur:0.00} EUR of the movement."));
        }

        var entries = new List<BookedEntry>();
        foreach (var (index, part) in parts.Index())
        {
            var entry = new NewEntry(
                Standing.Received, part.Month, part.Kind, null, part.Amount ?? act.Moved.Amount, act.Moved.Day, act.Moved.Document);
            var id = await act.Session.ScalarAsync<long>(
                Of(MoneySql, part.Ledger), act.Cancellation, act.Community.Value, part.Month.ToColumn(), part.Kind, entry.Amount.Cents,
                entry.Day.ToColumn(), entry.Source.Storable(), act.Who.Storable(), act.When.ToUtc());
            await KeepAsync(act, index + 1, part.Ledger == Ledger.Sale ? null : id, part.Ledger == Ledger.Sale ? id : null, null);
            if (part.Ledger == Ledger.Incentives) entries.Add(new(id, entry));
        }

        return new BookingOutcome.Done(entries);
    }

    private static async Task<BookingOutcome> BookAsync(Act act, BookAccount account)
    {
        if (account.Member is { } member
            && !await act.Session.ScalarAsync<bool>(MemberSql, act.Cancellation, act.Community.Value, member))
            return new BookingOutcome.Refused("Found an account of no member, expected the number of one.");
        var entry = await act.Session.ScalarAsync<int>(
            EntrySql, act.Cancellation, act.Community.Value, act.Moved.Day.ToColumn(),
            FormattableString.Invariant($"movement:{act.Moved.Id}:{act.Moved.Turn}"), act.Moved.Document.Storable(),
            act.Reason.Storable(), act.Who.Storable(), act.When.ToUtc(), account.Kind, account.Member, account.Fund?.Storable(),
            act.Moved.Amount.Cents);
        await KeepAsync(act, 1, null, null, entry);
        return new BookingOutcome.Done([]);
    }

    private static async Task KeepAsync(Act act, int part, long? money, long? sale, int? entry) => await act.Session.RunAsync(
        KeepSql, act.Cancellation, act.Community.Value, act.Moved.Id, act.Moved.Turn, part, money, sale, entry, act.Reason.Storable(),
        act.Who.Storable(), act.When.ToUtc());

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
        if (standing.Count == 0)
            return new BookingOutcome.Refused("Found a movement that is not booked, expected one that is.");
        var entries = new List<BookedEntry>();
        foreach (var booked in standing)
        {
            if (booked.Entry is { } entry)
            {
                await session.ScalarAsync<int>(
                    BackEntrySql, cancellation, community.Value, entry, day.ToColumn(), reason.Storable(), who.Storable(), when.ToUtc());
                continue;
            }

            var ledger = booked.Sale is null ? Ledger.Incentives : Ledger.Sale;
            var back = await session.ListAsync(
                Of(BackMoneySql, ledger),
                row => new NewEntry(
                    Standing.Received, row.ReadMonth(0), row.GetString(1), null, new(row.GetInt64(2)), row.ReadDay(3), row.GetString(4)),
                cancellation,
                community.Value,
                booked.Sale ?? booked.Money,
                reason.Storable(),
                who.Storable(),
                when.ToUtc());
            if (booked.Money is { } id) entries.Add(new(id, back.Single()));
        }

        await transaction.CommitAsync(cancellation);
        return new BookingOutcome.Done(entries);
    }

    private static string Of(string sql, Ledger ledger) =>
        sql.Replace("{0}", ledger == Ledger.Sale ? "sale_entry" : "money_entry", StringComparison.Ordinal);

    /// <summary>A movement that is to be booked.</summary>
    private sealed record Moved(int Id, LocalDate Day, Money Amount, string Reference, bool Taken, int Turn)
    {
        public string Document => Reference.Length == 0 ? FormattableString.Invariant($"movimento {Id}") : Reference;
    }

    /// <summary>Who books what, within one transaction.</summary>
    private sealed record Act(
        Session Session, CommunityId Community, Moved Moved, string Reason, string Who, Instant When, CancellationToken Cancellation);
}
