using Cer.Benchmarks;
using Cer.Benchmarks.Boards;
using Cer.Benchmarks.Flows;

var benches = new Dictionary<string, Func<Task>>
{
    ["store"] = StoreBench.RunAsync,
    ["curves"] = CurveBench.RunAsync,
    ["parse"] = ParseBench.RunAsync,
    ["post"] = PostBench.RunAsync,
    ["kernel"] = KernelBench.RunAsync,
    ["settle"] = SettleBench.RunAsync,
    ["runs"] = RunBench.RunAsync,
    ["growth"] = GrowthBench.RunAsync,
    ["statements"] = StatementBench.RunAsync,
    ["mqtt"] = MqttBench.RunAsync,
    ["mqtt-commit"] = MqttCommitBench.RunAsync,
    ["mqtt-memory"] = MqttMemoryBench.RunAsync,
    ["flows"] = FlowBench.RunAsync,
    ["timers"] = TimerBench.RunAsync,
    ["children"] = ChildrenBench.RunAsync,
    ["idle"] = IdleBench.RunAsync,
    ["home"] = HomeBench.RunAsync,
    ["boards"] = BoardBench.RunAsync,
    ["members"] = MemberBench.RunAsync,
};

if (args is [SettleBench.ReadVerb, var folder])
{
    await SettleBench.ReadAsync(folder);
    return 0;
}

if (args is [HomeBench.Verb])
{
    await HomeBench.ServeAsync();
    return 0;
}

if (args is [NodeProcess.Verb, var address])
{
    await NodeProcess.RunAsync(address);
    return 0;
}

if (args is not [var name] || !benches.TryGetValue(name, out var bench))
{
    await Console.Error.WriteLineAsync(
        $"Found '{string.Join(' ', args)}', expected one of: {string.Join(", ", benches.Keys)}.");
    return 2;
}

await bench();
return 0;
