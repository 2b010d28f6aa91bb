namespace Cer.Durable.Tests;

/// <summary>The power went out.</summary>
internal sealed class DiedException : Exception;
