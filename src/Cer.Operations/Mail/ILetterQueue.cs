namespace Cer.Operations.Mail;

/// <summary>The letters that wait, shared by all nodes: who claims one holds it for a lease.</summary>
public interface ILetterQueue
{
    /// <summary>Takes the letter that is due longest and nobody holds; null when there is none.</summary>
    /// <remarks>One that is not to be sent any more is taken too, and says so: it is put down as withheld.</remarks>
    Task<ClaimedLetter?> ClaimAsync(TimeSpan lease, CancellationToken cancellation);

    /// <summary>Puts down that the end of the letter is about to be sent: from here on nobody else may ever try it.</summary>
    /// <returns>
    /// False when its reader unsubscribed meanwhile, or the lease ran out and the letter is no longer this holder's: then its end must
    /// not be sent.
    /// </returns>
    Task<bool> CloseAsync(ClaimedLetter letter, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Puts down what became of an attempt, and lets go of the letter.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="wait">How long it waits when it is to be tried again.</param>
    /// <param name="giveUpAfter">How long after it was put trying again becomes failure.</param>
    /// <param name="cancellation">Stops the wait.</param>
    Task SettleAsync(
        ClaimedLetter letter, CarryOutcome outcome, TimeSpan wait, TimeSpan giveUpAfter, CancellationToken cancellation);

    /// <summary>Calls uncertain what a sender closed and never settled before its lease ran out: it died in between.</summary>
    /// <returns>How many letters.</returns>
    Task<int> SweepAsync(CancellationToken cancellation);
}
