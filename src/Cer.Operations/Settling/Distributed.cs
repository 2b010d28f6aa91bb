using Cer.Domain.Formulas;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;

namespace Cer.Operations.Settling;

/// <summary>Turns a formula that gives a member no weight into a fault of the regolamento.</summary>
internal static class Distributed
{
    /// <returns>What was asked for; null when a formula failed, which the faults then tell.</returns>
    public static T? Try<T>(FaultList faults, Func<T?> settle)
        where T : class
    {
        try
        {
            return settle();
        }
        catch (FormulaException fault)
        {
            Note(faults, fault);
            return null;
        }
    }

    public static void Note(FaultList faults, FormulaException fault) =>
        faults.Add(RegolamentoText.Name, 1, "expression", fault.Found, fault.Expected);
}
