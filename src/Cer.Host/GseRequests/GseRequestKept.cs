namespace Cer.Host.GseRequests;

/// <summary>The revision that a declaration became.</summary>
internal sealed record GseRequestKept(int Revision);
