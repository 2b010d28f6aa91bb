using System.Data.Common;

namespace Cer.Operations.Mail;

/// <summary>Sends the letters that are due, one after the other, each at most once.</summary>
/// <remarks>
/// Before the step that cannot be taken back (the final dot of SMTP) the store notes that it is taken, and only the
/// holder of a living lease may note it. After it a letter is either settled, or uncertain: it is then never sent again by itself.
/// </remarks>
public sealed class SendLetters(ILetterQueue queue, ICarrier carrier, SendingTimes times, TimeProvider time)
{
    // A letter that a carrier cannot be opened for is due again at once: it is the way that waits, not the letter.
    private static readonly TimeSpan AtOnce = TimeSpan.Zero;
    private static readonly TimeSpan StoreWait = TimeSpan.FromMilliseconds(500);
    private const int StoreTries = 20;

    private long? _last;

    /// <summary>Sends until nothing is due or the way is closed.</summary>
    public async Task<SendReport> RunAsync(CancellationToken cancellation)
    {
        var (sent, putOff, failed, uncertain, withheld) = (0, 0, 0, await queue.SweepAsync(cancellation), 0);
        ICarriage? carriage = null;
        try
        {
            while (true)
            {
                await PaceAsync(cancellation);
                if (await queue.ClaimAsync(times.Lease, cancellation) is not { } letter) break;
                if (letter.Hindered is { } hindered)
                {
                    await SettleAsync(letter, new CarryOutcome.Withheld(hindered), AtOnce);
                    withheld++;
                    continue;
                }

                _last = time.GetTimestamp();
                CarryOutcome outcome;
                try
                {
                    if (carriage is not { IsOpen: true })
                    {
                        if (carriage is not null) await carriage.DisposeAsync();
                        carriage = null;
                        carriage = await carrier.OpenAsync(cancellation);
                    }

                    // Who is slower than his lease stops before he sends what another may be sending.
                    using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                    patience.CancelAfter(times.Lease * 0.9);
                    outcome = await CarryAsync(carriage, letter, patience.Token, cancellation);
                }
                catch (CarrierClosed closed)
                {
                    await SettleAsync(letter, new CarryOutcome.PutOff(closed.Message), AtOnce);
                    return new(sent, putOff, failed, uncertain, withheld, closed);
                }
                catch (OperationCanceledException)
                {
                    await SettleAsync(letter, new CarryOutcome.PutOff("The program stopped before the letter was sent."), AtOnce);
                    throw;
                }

                await SettleAsync(letter, outcome, times.WaitAfter(letter.Tries, Random.Shared));
                _ = outcome switch
                {
                    CarryOutcome.Accepted => sent++,
                    CarryOutcome.PutOff => putOff++,
                    CarryOutcome.Refused => failed++,
                    CarryOutcome.Unanswered => uncertain++,
                    _ => 0,
                };
            }
        }
        finally
        {
            if (carriage is not null) await carriage.DisposeAsync();
        }

        return new(sent, putOff, failed, uncertain, withheld, null);
    }

    private async Task<CarryOutcome> CarryAsync(
        ICarriage carriage, ClaimedLetter letter, CancellationToken patience, CancellationToken cancellation)
    {
        try
        {
            return await carriage.CarryAsync(letter, token => queue.CloseAsync(letter, times.Lease, token), patience);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new CarryOutcome.PutOff(
                "Found a server too slow for the time that a letter may take, expected its answers sooner.");
        }
        catch (DbException)
        {
            // Only the step before the last asks the store, so the last was not taken.
            return new CarryOutcome.PutOff("Found no database at the moment of sending, expected it to answer.");
        }
    }

    /// <summary>Also when the program stops: what happened must be put down, or the letter would become uncertain.</summary>
    private async Task SettleAsync(ClaimedLetter letter, CarryOutcome outcome, TimeSpan wait)
    {
        if (outcome is CarryOutcome.Lost) return;
        for (var tries = 1; ; tries++)
        {
            try
            {
                await queue.SettleAsync(letter, outcome, wait, times.GiveUpAfter, CancellationToken.None);
                return;
            }
            catch (Exception failure) when (failure is DbException or TimeoutException or IOException && tries < StoreTries)
            {
                await Task.Delay(StoreWait, time, CancellationToken.None);
            }
        }
    }

    private async Task PaceAsync(CancellationToken cancellation)
    {
        if (times.Pace == TimeSpan.Zero || _last is not { } last) return;
        var rest = times.Pace - time.GetElapsedTime(last);
        if (rest > TimeSpan.Zero) await Task.Delay(rest, time, cancellation);
    }
}
