using Cer.Host.Data;

namespace Cer.Host.Mail;

/// <summary>How letters go at this moment: as the settings said at the start, or as somebody wrote since in the pages, of this server or
/// of another on the same data folder.</summary>
internal sealed class CurrentMail(Settings settings) : IDisposable
{
    private readonly Lock _gate = new();
    private Settings _settings = settings;
    private CancellationTokenSource _changed = new();
    private (DateTime At, long Length)? _seen = SeenIn(settings.Folder);

    public Settings Settings
    {
        get
        {
            lock (_gate) return _settings;
        }
    }

    /// <summary>Cancelled when it is another way: whoever waits for the old one need not.</summary>
    public CancellationToken Changed
    {
        get
        {
            lock (_gate) return _changed.Token;
        }
    }

    /// <summary>The way, read and checked; null while a word of it is wrong, or when letters go nowhere.</summary>
    public MailWay? TryRead()
    {
        var now = Settings;
        if (now.Folder is null && now.Mail is null) return null;
        try
        {
            return MailWay.Of(now);
        }
        catch (UserFault)
        {
            return null;
        }
    }

    /// <summary>
    /// Takes the section over when the file of the settings is another one than at the last look; a faulty one says nothing.
    /// </summary>
    public void Look()
    {
        if (Settings.Folder is not { } folder || SeenIn(folder) is not { } now) return;
        lock (_gate)
        {
            if (_seen == now) return;
            _seen = now;
        }

        try
        {
            if (Data.Settings.Read(folder).Mail is { } mail && mail != Settings.Mail) Take(mail);
        }
        catch (UserFault)
        {
            // What holds goes on; whoever mends the file makes it another one again.
        }
    }

    public void Take(MailSettings mail)
    {
        CancellationTokenSource old;
        lock (_gate)
        {
            _settings = _settings with { Mail = mail };
            (old, _changed) = (_changed, new());
        }

        old.Cancel();
        old.Dispose();
    }

    public void Dispose() => _changed.Dispose();

    /// <summary>By what another file is known; null without one.</summary>
    private static (DateTime, long)? SeenIn(string? folder)
    {
        if (folder is null) return null;
        var file = new FileInfo(Path.Combine(folder, Data.Settings.FileName));
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
    }
}
