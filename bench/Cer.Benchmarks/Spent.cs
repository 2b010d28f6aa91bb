using System.Globalization;
using Cer.Database.Tests;

namespace Cer.Benchmarks;

/// <summary>The middle of five times, and of the processor time that this process and the sessions of a database took for it.</summary>
internal sealed record Spent(TimeSpan Time, TimeSpan Cpu)
{
    // Of a process under Linux, in hundredths of a second: the fields after its name, which is in brackets.
    private const int UserField = 11;
    private const int SystemField = 12;

    public static async Task<Spent> OfAsync(TestDatabase database, Func<Task> prepare, Func<Task> work)
    {
        var cpu = new List<TimeSpan>();
        var time = await Median.OfAsync(prepare, async () =>
        {
            var before = await CpuAsync(database);
            await work();
            cpu.Add(await CpuAsync(database) - before);
        });
        return new(time, cpu.Order().ElementAt(cpu.Count / 2));
    }

    private static async Task<TimeSpan> CpuAsync(TestDatabase database) =>
        Environment.CpuUsage.TotalTime + await SessionsAsync(database);

    /// <summary>The processor time of the sessions of a database that are there now.</summary>
    public static async Task<TimeSpan> SessionsAsync(TestDatabase database)
    {
        var sum = TimeSpan.Zero;
        await using var command = database.Admin.CreateCommand("select pid from pg_stat_activity where datname = current_database()");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{row.GetInt32(0)}/stat");
            if (!File.Exists(path)) continue;
            var text = await File.ReadAllTextAsync(path);
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            sum += TimeSpan.FromMilliseconds(10 * (Number(fields[UserField]) + Number(fields[SystemField])));
        }

        return sum;

        static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
    }
}
