using Cer.Workflows.Activities;
using Cer.Workflows.Running;
using Cer.Workflows.Values;
using Npgsql;

namespace Cer.Durable.Tests;

/// <summary>Activities of a domain that has a table, and of one that fails or takes its time.</summary>
internal sealed class TestActivities
{
    private int _failures;

    /// <summary>How often <c>Test.Fail</c> fails before it does its work.</summary>
    public int Failures { get; set; }

    /// <summary>How many characters <c>Test.Big</c> gives.</summary>
    public int Big { get; set; } = 1_000_000;

    /// <summary>Set when <c>Test.Hold</c> has begun.</summary>
    public TaskCompletionSource Holding { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What <c>Test.Hold</c> waits for.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IEnumerable<Activity> All =>
    [
        .. ActivityCatalog.Standard,
        new PlainActivity(new("Test.Insert", "Test") { Inputs = [new("what", DataType.Text)] }, InsertAsync),
        new PlainActivity(new("Test.Fail", "Test") { Inputs = [new("what", DataType.Text)] }, FailAsync),
        new PlainActivity(new("Test.Slow", "Test") { Inputs = [new("what", DataType.Text)] }, SlowAsync),
        new ResumedActivity(),
        new PlainActivity(
            new("Test.Big", "Test") { Inputs = [new("what", DataType.Text)], Outputs = ["result"] },
            (context, _) =>
            {
                context.Output("result", new string('è', Big));
                return ValueTask.CompletedTask;
            }),
        new PlainActivity(new("Test.Hold", "Test") { Inputs = [new("what", DataType.Text), new("deaf", DataType.Flag)] }, HoldAsync),
    ];

    internal static async ValueTask InsertAsync(ActivityContext context, CancellationToken cancellation)
    {
        var transaction = (NpgsqlTransaction)await context.Services.UnitOfWork!.JoinAsync(cancellation);
        await using var command = new NpgsqlCommand("insert into test.effect (what) values ($1)", transaction.Connection, transaction);
        command.Parameters.Add(new() { Value = context.TextInput("what") ?? "" });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async ValueTask SlowAsync(ActivityContext context, CancellationToken cancellation)
    {
        await InsertAsync(context, cancellation);
        await Task.Delay(20, cancellation);
    }

    private async ValueTask FailAsync(ActivityContext context, CancellationToken cancellation)
    {
        await InsertAsync(context, cancellation);
        await context.Services.Port.SendAsync(new Letter(null, ["a@example.org"], [], [], "s", "b"), context.Key, cancellation);
        if (_failures++ < Failures) throw new InvalidOperationException($"Found failure {_failures}, expected none.");
    }

    private async ValueTask HoldAsync(ActivityContext context, CancellationToken cancellation)
    {
        await InsertAsync(context, cancellation);
        Holding.TrySetResult();
        await Release.Task.WaitAsync(context.FlagInput("deaf") ? CancellationToken.None : cancellation);
    }
}
