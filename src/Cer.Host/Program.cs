using System.CommandLine;
using Cer.Host.Settle;

var root = new RootCommand("CerAutomation: a renewable energy community, from the meter to the euro.")
{
    SettleCommand.Create(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
    return Cer.Host.ExitCodes.WrongInput;
}

return await parsed.InvokeAsync();
