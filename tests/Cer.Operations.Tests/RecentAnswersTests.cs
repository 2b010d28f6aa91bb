using Cer.Operations.Ports;

namespace Cer.Operations.Tests;

/// <summary>What many ask for together is found once, and again only when it has aged.</summary>
public sealed class RecentAnswersTests
{
    private static readonly CommunityId Here = new(1);
    private static readonly CommunityId There = new(2);

    private readonly Clock _clock = new();
    private readonly List<(CommunityId Community, TaskCompletionSource<string> Answer)> _asked = [];
    private readonly RecentAnswers<CommunityId, string> _answers;

    public RecentAnswersTests() => _answers = new(_clock, TimeSpan.FromSeconds(5), community =>
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_asked) _asked.Add((community, answer));
        return answer.Task;
    });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_who_ask_at_once_wait_for_one_search_however_long_it_takes()
    {
        Task<string>[] first = [.. Enumerable.Range(0, 50).AsParallel().Select(_ => AskAsync(Here))];
        _clock.Move(TimeSpan.FromHours(1));
        var late = AskAsync(Here);
        Assert.Single(_asked);
        _asked[0].Answer.SetResult("found");
        Assert.All(await Task.WhenAll([.. first, late]), found => Assert.Equal("found", found));
    }

    [Fact]
    public async Task An_answer_is_good_for_the_time_given_and_then_found_anew()
    {
        Assert.Equal("one", await AnsweredAsync("one"));
        _clock.Move(TimeSpan.FromSeconds(4.9));
        Assert.Equal("one", await AskAsync(Here));
        _clock.Move(TimeSpan.FromSeconds(0.2));
        Assert.Equal("two", await AnsweredAsync("two"));
    }

    [Fact]
    public async Task Each_community_has_its_own_answer_and_none_waits_for_another()
    {
        var here = AskAsync(Here);
        var there = AskAsync(There);
        Assert.Equal([Here, There], _asked.Select(asked => asked.Community));
        _asked[1].Answer.SetResult("there");
        Assert.Equal("there", await there);
        Assert.False(here.IsCompleted);
        _asked[0].Answer.SetResult("here");
        Assert.Equal("here", await here);
    }

    [Fact]
    public async Task A_failure_is_told_to_those_who_waited_and_the_next_has_it_tried_again()
    {
        Task<string>[] waiting = [AskAsync(Here), AskAsync(Here)];
        _asked[0].Answer.SetException(new TimeoutException());
        foreach (var one in waiting) await Assert.ThrowsAsync<TimeoutException>(() => one);
        Assert.Equal("found", await AnsweredAsync("found"));
    }

    [Fact]
    public async Task Who_goes_away_does_not_end_it_for_the_others()
    {
        using var away = new CancellationTokenSource();
        var gone = _answers.AskAsync(Here, away.Token);
        var staying = AskAsync(Here);
        await away.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _asked.Single().Answer.SetResult("found");
        Assert.Equal("found", await staying);
    }

    private Task<string> AskAsync(CommunityId community) => _answers.AskAsync(community, Cancellation);

    /// <summary>Asks, sees that a search begins, and ends it with the words.</summary>
    private async Task<string> AnsweredAsync(string words)
    {
        var before = _asked.Count;
        var asked = AskAsync(Here);
        Assert.Equal(before + 1, _asked.Count);
        _asked[^1].Answer.SetResult(words);
        return await asked;
    }

    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Move(TimeSpan by) => _now += by.Ticks;
    }
}
