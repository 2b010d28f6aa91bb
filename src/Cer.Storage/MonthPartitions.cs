using System.Collections.Concurrent;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Sees to it that the months about to be written have partitions.</summary>
/// <remarks>Before the writing transaction and apart from it, so that no lock outlives the moment.</remarks>
internal sealed class MonthPartitions(NpgsqlDataSource db, params string[] tables)
{
    private const string EnsureSql = "select core.ensure_months($1, $2, $3)";

    // Those of readings where none is named. A statement each, for a transaction each: locks of one are not held while
    // waiting for the other.
    private readonly string[] _tables = tables is [] ? ["reading", "energy_hour"] : tables;

    // What the function accepts: earlier there were no communities. Other rows go to the default partition.
    private static readonly YearMonth First = new(2019, 1);
    private static readonly YearMonth Last = new(2100, 12);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // When to ask for a month again; never, once it is there.
    private readonly ConcurrentDictionary<YearMonth, long> _askAgain = [];

    /// <summary>Asks for the months of these starts and the ones after: no month begins in a hurry.</summary>
    public async Task EnsureAsync(IEnumerable<Instant> starts, CancellationToken cancellation)
    {
        var missing = new SortedSet<YearMonth>();
        var last = default(Interval?);
        var now = Environment.TickCount64;
        foreach (var start in starts)
        {
            if (last is { } known && known.Contains(start)) continue;
            var month = start.InUtc().Date.ToYearMonth();
            last = SpanOf(month);
            if (month >= First && month < Last && _askAgain.GetValueOrDefault(month) <= now) missing.Add(month);
        }

        foreach (var month in missing)
        {
            await using var connection = await db.OpenConnectionAsync(cancellation);
            var still = 0;
            foreach (var table in _tables)
            {
                still += await connection.ScalarAsync<int>(
                    EnsureSql, cancellation, table, month.ToColumn(), month.PlusMonths(1).ToColumn());
            }

            _askAgain[month] = still == 0 ? long.MaxValue : now + (long)Patience.TotalMilliseconds;
        }
    }

    private static Interval SpanOf(YearMonth month)
    {
        var first = month.OnDayOfMonth(1);
        return new(Midnight(first), Midnight(first.PlusMonths(1)));
    }

    private static Instant Midnight(LocalDate day) => day.AtMidnight().InUtc().ToInstant();
}
