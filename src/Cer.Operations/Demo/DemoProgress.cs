namespace Cer.Operations.Demo;

/// <summary>How far the invention has come.</summary>
/// <param name="What">Of what: messages, or days and months.</param>
/// <param name="Done">How many are done.</param>
/// <param name="All">Of how many.</param>
public readonly record struct DemoProgress(string What, int Done, int All);
