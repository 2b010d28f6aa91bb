using Cer.Host.Data;

namespace Cer.Host.Mail;

/// <summary>How letters go at this moment: as the settings said at the start, or as somebody wrote since in the pages.</summary>
internal sealed class CurrentMail(Settings settings) : IDisposable
{
    private readonly Lock _gate = new();
    private Settings _settings = settings;
    private CancellationTokenSource _changed = new();

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
}
