using System.Net;
using Cer.Operations.Submitting;

namespace Cer.Messaging.Submitting;

/// <summary>Sends packages over HTTPS to an interface of GSE and ARERA, on the day there is one; today to our sandbox.</summary>
/// <remarks>
/// A call whose end nobody knows is never simply made again: it is asked first what stands under the key. The key goes with
/// each call as Idempotency-Key, for what was still on its way when it was asked for.
/// </remarks>
public sealed class PortalClient : ISubmissionWay, IDisposable
{
    private readonly PortalOptions _options;
    private readonly PortalWire _wire;
    private readonly PortalToken _token;
    private readonly TimeProvider _time;
    private readonly Func<double> _chance;

    /// <param name="options">How it is reached.</param>
    /// <param name="http">A client that follows nothing and keeps nothing, with the certificates that are to be shown and trusted.</param>
    /// <param name="log">Where calls are written down.</param>
    /// <param name="time">The clock of waits.</param>
    /// <param name="chance">Numbers from 0 up to 1, for waits; of the machine when left out.</param>
    public PortalClient(PortalOptions options, HttpClient http, ICallLog log, TimeProvider time, Func<double>? chance = null)
    {
        (_options, _time, _chance) = (options, time, chance ?? Random.Shared.NextDouble);
        _wire = new(options, http, log, time);
        _token = new(options, _wire, time);
    }

    public string? Closed => null;

    public void Dispose() => _token.Dispose();

    public async Task<WayAnswer> SubmitAsync(
        CallFor call, Submission submission, IReadOnlyList<SubmissionFile> files, CancellationToken cancellation)
    {
        var body = PortalJson.Package(submission, files);
        var mayBeThere = false;
        return await RepeatAsync(
            async token =>
            {
                if (mayBeThere)
                {
                    var there = await AskOnceAsync(call, submission, token);
                    // Whoever cannot ask does not know more than before.
                    if (there.Answer is WayAnswer.PutOff unknown) return Of(new WayAnswer.Unanswered(unknown.Sentence));
                    if (there.Answer is not WayAnswer.Absent) return there;
                    mayBeThere = false;
                }

                // Given up in the middle, it may have arrived.
                mayBeThere = true;
                var reply = await CallAsync(call, HttpMethod.Post, Path(submission), body, submission.Key, token);
                var sent = Read(reply, submission, isSent: true);
                mayBeThere = sent.MayBeTaken;
                return sent;
            },
            problem => mayBeThere ? new WayAnswer.Unanswered(problem) : new WayAnswer.PutOff(problem),
            cancellation);
    }

    public Task<WayAnswer> AskAsync(CallFor call, Submission submission, CancellationToken cancellation) => RepeatAsync(
        token => AskOnceAsync(call, submission, token), problem => new WayAnswer.PutOff(problem), cancellation);

    /// <summary>Tries until there is an answer, or the tries or the time are over.</summary>
    private async Task<WayAnswer> RepeatAsync(
        Func<CancellationToken, Task<Try>> attempt, Func<string, WayAnswer> giveUp, CancellationToken cancellation)
    {
        var began = _time.GetTimestamp();
        using var late = new CancellationTokenSource(_options.Deadline, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        var problem = "Found no time for a call, expected some.";
        try
        {
            for (var tries = 1; ; tries++)
            {
                var tried = await attempt(both.Token);
                if (tried.Answer is { } answer) return answer;
                problem = tried.Problem!;
                var wait = BackOff.After(tries, _options.FirstWait, _options.LongestWait, tried.Wait, _chance());
                if (tries >= _options.Tries || _time.GetElapsedTime(began) + wait >= _options.Deadline) return giveUp(problem);
                await Task.Delay(wait, _time, both.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return giveUp($"Found the time of {_options.Deadline.TotalSeconds} seconds over, expected an answer before. Last: {problem}");
        }
    }

    private async Task<Try> AskOnceAsync(CallFor call, Submission submission, CancellationToken cancellation) => Read(
        await CallAsync(call, HttpMethod.Get, $"{Path(submission)}/{submission.Key}", null, null, cancellation), submission, isSent: false);

    private async Task<PortalReply> CallAsync(
        CallFor call, HttpMethod method, string path, byte[]? body, string? key, CancellationToken cancellation)
    {
        for (var isFresh = false; ; isFresh = true)
        {
            var (token, stop) = await _token.GetAsync(call, cancellation);
            if (token is null) return stop!;
            var reply = await _wire.CallAsync(
                call,
                method,
                path,
                body is null ? null : (body, "application/json"),
                headers =>
                {
                    headers.Authorization = new("Bearer", token);
                    if (key is not null) headers.Add("Idempotency-Key", key);
                },
                isSecret: false,
                cancellation);
            if (reply is not PortalReply.Whole { Status: HttpStatusCode.Unauthorized }) return reply;
            _token.Drop(token);
            if (isFresh)
                return new PortalReply.Shut("Found 401 right after a new token, expected an answer: may this program use the interface?");
        }
    }

    private Try Read(PortalReply reply, Submission submission, bool isSent)
    {
        switch (reply)
        {
            case PortalReply.None none:
                return new(null, none.Sentence, none.MayBeTaken, none.Wait);
            case PortalReply.Shut shut:
                return isSent ? Of(new WayAnswer.Refused(shut.Sentence)) : Of(new WayAnswer.PutOff(shut.Sentence));
        }

        var whole = (PortalReply.Whole)reply;
        var status = (int)whole.Status;
        if (status is 200 or 201 or 202)
        {
            return PortalJson.Standing(whole.Body, submission.Key, _options.IsSandbox) is { } answer
                ? Of(answer)
                : new(null, "Found an answer that cannot be read, expected how the package stands.", MayBeTaken: true, null);
        }

        var expected = isSent ? "taken" : "found";
        var sentence = $"Found the answer {status}{PortalJson.Said(whole.Body)}, expected the package to be {expected}.";
        if (status == 404 && !isSent) return Of(new WayAnswer.Absent());
        if (status == 429) return new(null, sentence, MayBeTaken: false, whole.RetryAfter);
        // A server that fails may have kept what it was sent before it did.
        if (status is 408 or >= 500) return new(null, sentence, MayBeTaken: true, whole.RetryAfter);
        return isSent ? Of(new WayAnswer.Refused(sentence)) : Of(new WayAnswer.PutOff(sentence));
    }

    private static Try Of(WayAnswer answer) => new(answer, null, false, null);

    private static string Path(Submission submission) => $"v1/{submission.Kind.Recipient()}/submissions";

    /// <summary>A try: an answer, or a problem after which it may be tried again.</summary>
    private sealed record Try(WayAnswer? Answer, string? Problem, bool MayBeTaken, TimeSpan? Wait);
}
