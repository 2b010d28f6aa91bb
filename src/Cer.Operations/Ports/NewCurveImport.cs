using Cer.Operations.Importing;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A curve file that is about to be applied.</summary>
public sealed record NewCurveImport(
    string FileName,
    long Length,
    byte[] Sha256,
    CurveDirection Direction,
    bool Confirmed,
    string Who,
    Instant At,
    LocalDate From,
    LocalDate To);
