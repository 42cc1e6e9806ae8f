using Seckill.Caching.Lab;

return await LabCommand.Create().Parse(args).InvokeAsync();
