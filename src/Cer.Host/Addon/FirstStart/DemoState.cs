namespace Cer.Host.Addon.FirstStart;

/// <summary>How far the invented community is: none, making, made, failed, or refused because real ones are here.</summary>
internal sealed record DemoState(string State, int Done = 0, int All = 0);
