using Cer.Host.Mail;
using Cer.Operations.Mail;

namespace Cer.Host.Desk;

/// <summary>Sends a letter of trial to whoever asks, one a minute for each person, and says what the server answered.</summary>
internal sealed class TrialPost(CurrentMail mail, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, DateTimeOffset> _notBefore = [];

    /// <summary>Whether a person may be sent one now; who is told so has taken the turn.</summary>
    public bool TakeTurn(int person)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            foreach (var over in _notBefore.Where(turn => turn.Value <= now).Select(turn => turn.Key).ToArray()) _notBefore.Remove(over);
            return _notBefore.TryAdd(person, now + Pause);
        }
    }

    /// <returns>What came of it: sent, folder or failed, with words.</returns>
    public async Task<(string State, string Words)> SendAsync(EmailAddress to, CancellationToken cancellation)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        within.CancelAfter(Patience);
        try
        {
            var way = MailWay.Of(mail.Settings);
            var outcome = await TrialLetter.SendAsync(way, to, time, within.Token);
            if (outcome is not CarryOutcome.Accepted) return ("failed", outcome.Problem ?? "The letter was not sent.");
            return way.Server is { } server ? ("sent", $"{server} took the letter") : ("folder", way.Folder);
        }
        catch (UserFault fault)
        {
            return ("failed", fault.Message);
        }
        catch (IOException fault)
        {
            return ("failed", fault.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ("failed", "Found no answer of the mail server within 40 seconds, expected one.");
        }
    }
}
