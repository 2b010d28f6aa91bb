using System.Collections.Concurrent;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Sees to it that the months about to be written have partitions.</summary>
/// <remarks>Before the writing transaction and apart from it, so that no lock on the tables outlives the moment.</remarks>
internal sealed class MonthPartitions(NpgsqlDataSource db)
{
    private const string EnsureSql = "select core.ensure_months($1, $2)";

    // What the function accepts: earlier there were no communities. Other rows go to the default partition.
    private static readonly YearMonth First = new(2019, 1);
    private static readonly YearMonth Last = new(2100, 12);

    private readonly ConcurrentDictionary<YearMonth, bool> _there = [];

    public async Task EnsureAsync(IEnumerable<Instant> starts, CancellationToken cancellation)
    {
        var missing = new SortedSet<YearMonth>();
        var last = default(Interval?);
        foreach (var start in starts)
        {
            if (last is { } known && known.Contains(start)) continue;
            var month = start.InUtc().Date.ToYearMonth();
            last = SpanOf(month);
            if (month >= First && month <= Last && !_there.ContainsKey(month)) missing.Add(month);
        }

        foreach (var month in missing)
        {
            await using var connection = await db.OpenConnectionAsync(cancellation);
            await connection.RunAsync(EnsureSql, cancellation, month.ToColumn(), month.ToColumn());
            _there[month] = true;
        }
    }

    private static Interval SpanOf(YearMonth month)
    {
        var first = month.OnDayOfMonth(1);
        return new(Midnight(first), Midnight(first.PlusMonths(1)));
    }

    private static Instant Midnight(LocalDate day) => day.AtMidnight().InUtc().ToInstant();
}
