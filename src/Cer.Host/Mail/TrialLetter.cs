using Cer.Operations.Mail;
using NodaTime;

namespace Cer.Host.Mail;

/// <summary>A letter that tries the way, without the outbox.</summary>
internal static class TrialLetter
{
    private const string Subject = "CerAutomation: lettera di prova";
    private const string Text = "Questa è una lettera di prova di CerAutomation: se la legge, la posta in uscita funziona.\n";

    /// <exception cref="CarrierClosed">The way is closed; the message says why.</exception>
    public static async Task<CarryOutcome> SendAsync(
        MailWay way, EmailAddress to, TimeProvider time, CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        var letter = new Letter(
            LetterKind.Trial, $"trial:{id}", to, Subject, $"<!doctype html><html lang=\"it\"><p>{Text}</p></html>", Text, []);
        var stored = new StoredLetter(letter, $"cer.trial.{id:N}", Instant.FromDateTimeOffset(time.GetUtcNow()));
        await using var carriage = await MailServices.Carrier(way, time).OpenAsync(cancellation);
        return await carriage.CarryAsync(new(new(0), 0, id, 1, 1, stored), _ => Task.FromResult(true), cancellation);
    }
}
