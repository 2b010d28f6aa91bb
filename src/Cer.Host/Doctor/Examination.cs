using System.Globalization;
using System.Runtime.CompilerServices;
using Cer.Domain;
using Cer.Host.Backup;
using Cer.Host.Data;
using Cer.Host.Mail;
using Cer.Storage;
using NodaTime;

namespace Cer.Host.Doctor;

/// <summary>The checks of an installation, from the machine to the server; a fault that hides the rest ends it.</summary>
internal static class Examination
{
    private const long LeastFreeBytes = 1L << 30;

    public static async IAsyncEnumerable<Finding> RunAsync(
        string folder, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return Machine();
        yield return Numbers();

        Settings? settings = null;
        string? problem = null;
        try
        {
            settings = Settings.Read(folder);
        }
        catch (UserFault fault)
        {
            problem = fault.Message;
        }

        if (settings is null)
        {
            yield return new(problem!, "./install.sh --data DIR makes or completes a data folder");
            yield break;
        }

        yield return Secrets(folder);
        yield return Disk(folder);
        yield return BackupCheck.Of(folder, settings, Instant.FromDateTimeOffset(time.GetUtcNow()));
        yield return await MailCheck.RunAsync(settings, cancellation);
        await using var db = Database.Open(settings.Connection);
        var database = await DatabaseChecks.RunAsync(db, cancellation);
        foreach (var finding in database) yield return finding;
        if (database.All(finding => finding.Mend is null))
        {
            yield return await MemberCheck.RunAsync(settings, cancellation);
            yield return await RepCheck.RunAsync(settings, cancellation);
            yield return await SumCheck.RunAsync(db, cancellation);
            yield return await FlowChecks.RunAsync(db, time.GetUtcNow(), cancellation);
        }

        await foreach (var finding in BrokerChecks.RunAsync(folder, settings.Mqtt, new MqttAccountStore(db), time, cancellation))
            yield return finding;
        await foreach (var finding in HomeChecks.RunAsync(settings, db, time, cancellation)) yield return finding;
        yield return await ServerAsync(settings.Url ?? Settings.DefaultUrl, cancellation);
    }

    private static Finding Machine() => new(string.Create(
        CultureInfo.InvariantCulture, $"{ProgramName.Text} on .NET {Environment.Version}, {Environment.ProcessorCount} processors"));

    /// <summary>Italian numbers and Rome's clock changes come from data that a machine may lack.</summary>
    private static Finding Numbers()
    {
        var written = 1234.5m.ToString("N1", CultureInfo.GetCultureInfo("it-IT"));
        var autumn = MarketHour.Of(new(2026, 10, 25)).Count();
        return written == "1.234,5" && autumn == 25
            ? new("Italian numbers and the clock changes of Rome are known")
            : new($"Found 1234,5 written as {written} and {autumn} hours on 25 October 2026",
                "apt-get install libicu72, and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset");
    }

    private static Finding Secrets(string folder)
    {
        var path = Path.Combine(folder, Settings.FileName);
        if (OperatingSystem.IsWindows()) return new($"{path} is guarded by this system's own rights");
        var others = File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return others == UnixFileMode.None
            ? new($"{path} is for its owner alone")
            : new($"{path} can be read by others, and it holds passwords", $"chmod 600 {path}");
    }

    private static Finding Disk(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var size = string.Create(CultureInfo.InvariantCulture, $"{free / (double)(1L << 30):0.0} GiB free under {folder}");
        return free >= LeastFreeBytes ? new(size) : new(size, "make room: below 1 GiB the database may stop");
    }

    private static async Task<Finding> ServerAsync(string url, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(new Uri($"{url}/api/health"), cancellation);
            return answer.IsSuccessStatusCode
                ? new($"the server answers on {url}")
                : new($"the server on {url} is not well: {(int)answer.StatusCode}",
                    "see log/cer.log in the data folder, then ./install.sh");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return new($"nobody answers on {url}", "./install.sh starts the server, ./install.sh --status looks again");
        }
    }
}
