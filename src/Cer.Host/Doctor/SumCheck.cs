using System.Globalization;
using Cer.Host.Data;
using Cer.Storage.Dashboards;
using NodaTime;
using Npgsql;

namespace Cer.Host.Doctor;

/// <summary>Whether the sums that dashboards read follow what is stored.</summary>
internal static class SumCheck
{
    /// <summary>A server makes a day's sums within seconds, and those of years in less than this.</summary>
    private static readonly Duration Longest = Duration.FromHours(1);

    public static async Task<Finding> RunAsync(NpgsqlDataSource db, CancellationToken cancellation)
    {
        try
        {
            var waiting = await new SumStore(db).LookAsync(cancellation);
            if (waiting.Oldest is not { } oldest) return new("the sums of dashboards follow what is stored: none waits");
            var found = string.Create(
                CultureInfo.InvariantCulture,
                $"sums of dashboards that wait: {waiting.Days}, the oldest for {Words(oldest)}, of which cannot be made: {waiting.PutOff}");
            return oldest < Longest && waiting.PutOff == 0
                ? new(found)
                : new($"Found {found}, expected none for more than an hour",
                    "the server makes them: see that it runs; core.sum_due tells which days wait and for what error");
        }
        catch (NpgsqlException failure)
        {
            return new($"sums of dashboards: {DatabaseFault.Reason(failure)}", "see the findings of the database above");
        }
    }

    private static string Words(Duration span) => span < Duration.FromHours(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (int)span.TotalMinutes)} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} hours");
}
