using Cer.Host.Backup;
using Cer.Host.Data;

namespace Cer.Host.Desk;

/// <summary>A backup that somebody asked for on the page: one at a time, with what it is doing.</summary>
internal sealed class BackupJob(Settings settings, TimeProvider time, IHostApplicationLifetime? life = null)
{
    private readonly Lock _gate = new();
    private BackupJobState _state = new("idle", null, null, null);

    public BackupJobState State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    /// <summary>Makes a backup in a folder; in tests another way.</summary>
    public Func<string, Action<string>, CancellationToken, Task<string>>? Make { get; init; }

    /// <summary>Begins one; false when one is being made.</summary>
    public bool Begin()
    {
        lock (_gate)
        {
            if (_state.State == "running") return false;
            _state = new("running", time.GetUtcNow(), null, null);
        }

        _ = Task.Run(RunAsync);
        return true;
    }

    private async Task RunAsync()
    {
        var stop = life?.ApplicationStopping ?? CancellationToken.None;
        try
        {
            var due = new DueBackup(settings, time)
            {
                Make = (folder, cancellation) => Make is { } make ? make(folder, Tell, cancellation) : MakeAsync(folder, cancellation),
            };
            var done = await due.RunAsync(always: true, stop);
            Set(done.Problem is { } problem ? "failed" : done.File is null ? "failed" : "done",
                done.Problem ?? done.File ?? $"Found no data folder, expected one with {Settings.FileName}.");
        }
        catch (Exception failure)
        {
            Set("failed", failure is OperationCanceledException ? "the server was stopped"
                : $"a fault of the program: {failure.GetType().Name}");
        }
    }

    private async Task<string> MakeAsync(string folder, CancellationToken cancellation) =>
        (await new MakeBackup(settings.Folder!, time, Tell).RunAsync(folder, cancellation)).Path;

    private void Tell(string words)
    {
        lock (_gate) _state = _state with { Words = words };
    }

    private void Set(string state, string words)
    {
        lock (_gate) _state = _state with { State = state, Words = words, EndedAt = time.GetUtcNow() };
    }
}
