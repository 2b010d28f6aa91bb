using Cer.Host.Data;
using Cer.Operations.Backup;
using NodaTime;
using Npgsql;

namespace Cer.Host.Backup;

/// <summary>Makes the backup of the night when there is none yet, and lets old ones go; whoever asks, it is made once.</summary>
/// <remarks>What was made is read from the folder. A failure is kept for the doctor until one succeeds.</remarks>
internal sealed class DueBackup(Settings settings, TimeProvider time)
{
    // The service and workflows of several communities may ask at the same moment.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Makes a backup in a folder.</summary>
    public Func<string, CancellationToken, Task<string>>? Make { get; init; }

    private BackupSettings Wanted => settings.Backup ?? new();

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <param name="always">Also when the night has one already.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<DueOutcome> RunAsync(bool always, CancellationToken cancellation)
    {
        if (settings.Folder is not { } data) return DueOutcome.Nothing;
        await OneAtATime.WaitAsync(cancellation);
        try
        {
            var folder = new BackupFolder(Wanted.In(data));
            if (!always && folder.Newest(Now) >= BackupNight.LatestDue(Now)) return DueOutcome.Nothing;
            var path = await (Make ?? ((place, stop) => MakeAsync(data, place, stop)))(folder.FullName, cancellation);
            string[] removed = [.. folder.Prune(Wanted.Retention).Select(file => Path.GetFileName(file))];
            BackupFailure.Forget(data);
            return new(Path.GetFileName(path), removed, null);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            // Nothing that fails here may end the server.
            var reason = failure switch
            {
                BackupException or UserFault or IOException or UnauthorizedAccessException => failure.Message,
                NpgsqlException or TimeoutException => DatabaseFault.Reason(failure),
                _ => $"a fault of the program: {failure.GetType().Name}",
            };
            new BackupFailure(time.GetUtcNow(), reason).Keep(data);
            return new(null, [], reason);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private async Task<string> MakeAsync(string data, string folder, CancellationToken cancellation) =>
        (await new MakeBackup(data, time, _ => { }).RunAsync(folder, cancellation)).Path;
}
