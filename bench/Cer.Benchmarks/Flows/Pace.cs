using System.Diagnostics;
using System.Globalization;
using Cer.Database.Tests;

namespace Cer.Benchmarks.Flows;

/// <summary>How fast commits came, and the milliseconds of processor that each took here and in the database.</summary>
internal sealed record Pace(double Rate, double Here, double There)
{
    public double Cpu => Here + There;

    public static async Task<Pace> OfAsync(TestDatabase database, int commits, Func<Task> work)
    {
        var there = await Spent.SessionsAsync(database);
        var (here, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await work();
        var spent = Stopwatch.GetElapsedTime(started);
        here = Environment.CpuUsage.TotalTime - here;
        there = await Spent.SessionsAsync(database) - there;
        return new(commits / spent.TotalSeconds, here.TotalMilliseconds / commits, there.TotalMilliseconds / commits);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Rate:0} commits/s, {Here:0.00} + {There:0.00} ms");
}
